using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels;

internal sealed class GeluRationalTests
{
    private static IEnumerable<InstructionSet> Sets => InstructionSets.Supported;

    [TestCaseSource(nameof(Sets))]
    public void Invoke_AnyNumber_IsCloseToTheKernelOfTraining(InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        float[] x = [.. Enumerable.Range(-100_000, 200_001).Select(i => i * 1e-4f), -1e30f, 1e30f, 0];
        var (expected, actual) = (new float[x.Length], new float[x.Length]);
        GeluKernel.Forward(x, expected, WorkerPool.Inline);
        ElementwiseDriver.Map(x, actual, default(GeluRational), WorkerPool.Inline);

        for (var i = 0; i < x.Length; i++)
        {
            var deviation = Math.Abs(actual[i] - expected[i]) / Math.Max(1, Math.Abs(x[i]));
            Assert.That(deviation, Is.LessThan(5e-7), $"x = {x[i]}");
        }
    }
}
