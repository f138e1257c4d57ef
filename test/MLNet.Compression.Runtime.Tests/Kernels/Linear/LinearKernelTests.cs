using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Tests.Kernels.Int8;

namespace MLNet.Compression.Runtime.Tests.Kernels.Linear;

/// <summary>What does not fit a layer is refused before a pointer is followed.</summary>
[TestFixture]
internal sealed class LinearKernelTests
{
    private const int Outputs = 20;
    private const int Inputs = 24;

    private static readonly LinearEnd _end = new(null, OutputOperator.None);

    private static IEnumerable<TestCaseData> Kernels()
    {
        yield return new TestCaseData(new FloatPanels(Outputs, Inputs, (_, weights) => weights.Fill(1)).CreateKernel(_end)).SetArgDisplayNames("whole");
        yield return new TestCaseData(FloatBlocks.TryBuild(Outputs, Inputs, (_, weights) => weights.Clear())!.CreateKernel(_end)).SetArgDisplayNames("blocks");
        yield return new TestCaseData(Int8Layout.Of(IntegerWeights.OfBytes(Outputs, Inputs, new float[Outputs], hasBlocks: false, (_, integers) => integers.Fill(1))).CreateKernel(_end)).SetArgDisplayNames("int8");
    }

    [TestCaseSource(nameof(Kernels))]
    public void Multiply_ShapesThatDoNotFit_AreRefused(LinearKernel kernel)
    {
        using var x = new TestMatrix(3, Inputs);
        using var y = new TestMatrix(3, Outputs);
        using var rows = new TestRows(QuantizedRows.KernelLargest, 3, Inputs);
        var (input, values, result) = (new LinearInput(x.View, rows.Rows), x.View, y.View);

        Assert.That(() => kernel.Multiply(input, result, 0, Outputs), Throws.Nothing);
        Assert.That(
            () => kernel.Multiply(new LinearInput(values.ColumnRange(0, Inputs - 1), input.Integers), result, 0, Outputs),
            Throws.ArgumentException.With.Message.Contains("3 x 24, got 3 x 23"));
        Assert.That(
            () => kernel.Multiply(input, result.RowRange(0, 2), 0, Outputs), Throws.ArgumentException.With.Message.Contains("3 x 20, got 2 x 20"));
        Assert.That(
            () => kernel.Multiply(input, result.ColumnRange(0, 19), 0, 19), Throws.ArgumentException.With.Message.Contains("3 x 20, got 3 x 19"));
        foreach (var (first, count) in new[] { (-1, 2), (0, Outputs + 1), (Outputs, 1), (3, -1), (1, int.MaxValue) })
        {
            Assert.That(() => kernel.Multiply(input, result, first, count), Throws.ArgumentException.With.Message.Contains($"got {count} from {first} on"));
        }
    }

    [Test]
    public void Multiply_IntegersThatAreNotThereOrTooFew_AreRefused()
    {
        var kernel = Int8Layout.Of(IntegerWeights.OfBytes(Outputs, 200, new float[Outputs], hasBlocks: false, (_, integers) => integers.Fill(1))).CreateKernel(_end);
        using var x = new TestMatrix(3, 200);
        using var y = new TestMatrix(3, Outputs);
        using var narrow = new TestRows(QuantizedRows.KernelLargest, 3, 64);
        var (values, result, integers) = (x.View, y.View, narrow.Rows);

        Assert.That(
            () => kernel.Multiply(new LinearInput(values, default), result, 0, Outputs), Throws.ArgumentException.With.Message.Contains("200 integers, got none"));
        Assert.That(
            () => kernel.Multiply(new LinearInput(values, integers), result, 0, Outputs), Throws.ArgumentException.With.Message.Contains("200 integers, got 64 bytes"));
        Assert.That(() => ActivationQuantizer.Quantize(values, integers), Throws.ArgumentException.With.Message.Contains("200 integers, got 64 bytes"));
    }

    [Test]
    public void CreateKernel_BiasOfAnotherLength_IsRefused([Values(Outputs - 1, Outputs + 1)] int length)
    {
        var end = new LinearEnd(new float[length], OutputOperator.None);

        Assert.That(
            () => new FloatPanels(Outputs, Inputs, (_, weights) => weights.Fill(1)).CreateKernel(end), Throws.ArgumentException.With.Message.Contains($"{Outputs} values, got {length}"));
    }
}
