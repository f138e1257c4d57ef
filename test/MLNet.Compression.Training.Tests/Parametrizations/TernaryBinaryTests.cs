using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class TernaryBinaryTests
{
    private const string File = "ternary-binary.safetensors";
    private const int Rows = 10;

    [TestCase("tensor")]
    [TestCase("row")]
    public void Ternary_Reference_EqualsValuesAndGradients(string name)
    {
        var golden = GoldenFiles.Tensors("quantization", File);
        var comparison = Compare($"ternary.{name}", clip => new Ternary(ScopeOf(name), clip));
        var (output, _) = GoldenQuantization.Run(new Ternary(ScopeOf(name)), Rows, golden["weight"], golden["upstream"]);
        float[] integers = [.. GoldenFiles.Integers("quantization", File)[$"ternary.{name}.integer"].Select(value => (float)value)];
        comparison.Add($"ternary.{name}.integer", [.. output.Select(value => (float)MathF.Sign(value))], integers);
        var scales = output.Chunk(output.Length / golden[$"ternary.{name}.scale"].Length).Select(values => values.Max(MathF.Abs)).ToArray();
        comparison.Add($"ternary.{name}.scale", scales, golden[$"ternary.{name}.scale"]);
        comparison.AssertBelow(1e-6);
    }

    [TestCase("tensor")]
    [TestCase("row")]
    public void Binary_Reference_EqualsValuesAndGradients(string name) =>
        Compare($"binary.{name}", clip => new Binary(ScopeOf(name), clip)).AssertBelow(1e-6);

    private static ScaleScope ScopeOf(string name) => name == "row" ? ScaleScope.Row : ScaleScope.Tensor;

    [Test]
    public void Apply_Zeros_IsFinite()
    {
        Assert.That(GoldenQuantization.Run(new Ternary(ScaleScope.Row), 1, [0, 0], [1, 1]).Output, Is.All.Zero);
        Assert.That(GoldenQuantization.Run(new Binary(ScaleScope.Row), 1, [0, 0], [1, 1]).Output, Is.All.Zero);
        Assert.That(GoldenQuantization.Run(new Binary(ScaleScope.Row), 1, [0, -2], [1, 1]).Output, Is.EqualTo([1f, -1f]));
    }

    [Test]
    public void Apply_RemovedWeights_StayZeroAndDoNotCount()
    {
        float[] pruned = [0, 2, -4, 0, 0, 6, 0, 0];
        var upstream = new float[8];

        Assert.That(GoldenQuantization.Run(new Binary(ScaleScope.Tensor, keepsZeros: true), 2, pruned, upstream).Output, Is.EqualTo([0f, 4, -4, 0, 0, 4, 0, 0]));
        Assert.That(GoldenQuantization.Run(new Binary(ScaleScope.Row, keepsZeros: true), 2, pruned, upstream).Output, Is.EqualTo([0f, 3, -3, 0, 0, 6, 0, 0]));
        Assert.That(GoldenQuantization.Run(new Ternary(ScaleScope.Tensor, keepsZeros: true), 2, pruned, upstream).Output, Is.EqualTo([0f, 0, -5, 0, 0, 5, 0, 0]));
        Assert.That(GoldenQuantization.Run(new Binary(ScaleScope.Row, keepsZeros: true), 1, new float[4], new float[4]).Output, Is.All.Zero);
    }

    private static GoldenComparison Compare(string name, Func<bool, Parametrization> make)
    {
        var golden = GoldenFiles.Tensors("quantization", File);
        var comparison = new GoldenComparison($"quantization/{File}");
        foreach (var (clip, gradientName) in new[] { (false, "identity"), (true, "clipped") })
        {
            var (output, gradient) = GoldenQuantization.Run(make(clip), Rows, golden["weight"], golden["upstream"]);
            comparison.Add($"{name}.output", output, golden[$"{name}.output"]);
            comparison.Add($"grad.weight.{gradientName}", gradient, golden[$"grad.weight.{gradientName}"]);
        }

        var format = StoredWeights.FormatOf(make(false), Rows, golden["weight"]);
        StoredWeights.AssertExact($"{name}.output", format, Rows, Array.ConvertAll(golden[$"{name}.output"], value => value + 0f), name.StartsWith("ternary", StringComparison.Ordinal) ? 2 : 1);

        return comparison;
    }
}
