using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Tests.Kernels;
using MLNet.Compression.Training.Kernels.Elementwise;

namespace MLNet.Compression.Training.Tests.Kernels.Elementwise;

internal sealed class ActivationKernelTests
{
    public delegate void ForwardPass(ReadOnlySpan<float> x, Span<float> y, WorkerPool pool);

    public delegate void BackwardPass(ReadOnlySpan<float> input, ReadOnlySpan<float> dy, Span<float> dx, WorkerPool pool);

    private static IEnumerable<TestCaseData> Kernels()
    {
        foreach (var set in InstructionSets.Supported)
        {
            yield return Row(set, GeluKernel.Forward, GeluKernel.Backward, Reference.Gelu, "Gelu");
            yield return Row(set, GeluTanhKernel.Forward, GeluTanhKernel.Backward, Reference.GeluTanh, "GeluTanh");
            yield return Row(set, ReluKernel.Forward, ReluKernel.Backward, x => Math.Max(x, 0), "Relu");
            yield return Row(set, TanhKernel.Forward, BackwardFromInput, Math.Tanh, "Tanh");
        }
    }

    private static TestCaseData Row(InstructionSet set, ForwardPass forward, BackwardPass backward, Func<double, double> oracle, string name) =>
        new TestCaseData(set, forward, backward, oracle).SetArgDisplayNames(set.ToString(), name);

    [TestCaseSource(nameof(Kernels))]
    public void Forward_EveryLength_IsCloseToTheFormula(InstructionSet set, ForwardPass forward, BackwardPass backward, Func<double, double> oracle)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var length in Lengths.All)
        {
            using var x = TestMatrix.Random(1, length, seed: length, scale: 8f);
            using var y = new TestMatrix(1, length);
            forward(x.View.RowSpan(0), y.View.RowSpan(0), new WorkerPool(2));
            Close.AssertAll(y.ToArray(), Array.ConvertAll(Reference.ToDouble(x), value => oracle(value)), 4e-7, $"length {length}");
            y.AssertCanaries();
            forward(x.View.RowSpan(0), x.View.RowSpan(0), WorkerPool.Inline);
            Assert.That(x.ToBits(), Is.EqualTo(y.ToBits()), $"in place, length {length}");
        }
    }

    [TestCaseSource(nameof(Kernels))]
    public void Backward_EveryLength_IsCloseToFiniteDifferences(InstructionSet set, ForwardPass forward, BackwardPass backward, Func<double, double> oracle)
    {
        const double Step = 1e-5;
        using var forced = InstructionSets.Force(set);
        foreach (var length in Lengths.All)
        {
            using var x = TestMatrix.Random(1, length, seed: length, scale: 8f);
            using var dy = TestMatrix.Random(1, length, seed: length + 1);
            using var dx = new TestMatrix(1, length);
            var expected = Enumerable.Range(0, length).Select(j => dy[0, j] * (oracle(x[0, j] + Step) - oracle(x[0, j] - Step)) / (2 * Step)).ToArray();
            backward(x.View.RowSpan(0), dy.View.RowSpan(0), dx.View.RowSpan(0), new WorkerPool(2));
            Close.AssertAll(dx.ToArray(), expected, 2e-6, $"length {length}");
            dx.AssertCanaries();
        }
    }

    [Test]
    public void Forward_AnotherLength_IsRefused()
    {
        Assert.That(() => GeluKernel.Forward(new float[3], new float[4], WorkerPool.Inline), Throws.ArgumentException.With.Message.Contains("3 values, got 4"));
        Assert.That(() => GeluKernel.Backward(new float[3], new float[2], new float[3], WorkerPool.Inline), Throws.ArgumentException);
    }

    [Test]
    public void GeluForward_SpecialValues_BehaveAsTheirLimits([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        float[] x = [float.NegativeInfinity, -1e30f, -0f, 0f, 1e-30f, 1e30f, float.PositiveInfinity, float.NaN];
        var y = new float[x.Length];
        GeluKernel.Forward(x, y, WorkerPool.Inline);
        Assert.That(y, Is.EqualTo((float[])[0, 0, 0, 0, 5e-31f, 1e30f, float.PositiveInfinity, float.NaN]).Within(1).Ulps);
    }

    [Test]
    public void GeluBackward_SpecialValues_BehaveAsTheirLimits([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        float[] x = [float.NegativeInfinity, -100, 0, 100, float.PositiveInfinity, float.NaN];
        float[] dy = [1, 1, 1, 1, 1, 1];
        float[] expected = [0, 0, 0.5f, 1, 1, float.NaN];
        var exact = new float[x.Length];
        var approximate = new float[x.Length];
        GeluKernel.Backward(x, dy, exact, WorkerPool.Inline);
        GeluTanhKernel.Backward(x, dy, approximate, WorkerPool.Inline);
        Assert.That(exact, Is.EqualTo(expected).Within(1).Ulps);
        Assert.That(approximate, Is.EqualTo(expected).Within(1).Ulps);
    }

    // The gradient of tanh takes what the forward pass gave.
    private static void BackwardFromInput(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, WorkerPool pool)
    {
        var y = new float[x.Length];
        TanhKernel.Forward(x, y, pool);
        TanhKernel.Backward(y, dy, dx, pool);
    }
}
