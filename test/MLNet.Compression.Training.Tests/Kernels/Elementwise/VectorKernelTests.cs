using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Tests.Kernels;
using MLNet.Compression.Training.Kernels.Elementwise;

namespace MLNet.Compression.Training.Tests.Kernels.Elementwise;

internal sealed class VectorKernelTests
{
    [Test]
    public void Operations_EveryLength_EqualTheFormulas([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        var pool = new WorkerPool(2);
        foreach (var length in Lengths.All)
        {
            var x = TestMatrix.Random(1, length, seed: 1).ToArray();
            var y = TestMatrix.Random(1, length, seed: 2).ToArray();
            var z = new float[length];
            VectorKernel.Add(x, y, z, pool);
            Assert.That(z.AsSpan().SequenceEqual(x.Zip(y, (a, b) => a + b).ToArray()), Is.True);
            VectorKernel.Scale(x, 0.3f, z, pool);
            Assert.That(z.AsSpan().SequenceEqual(x.Select(a => a * 0.3f).ToArray()), Is.True);
        }
    }
}
