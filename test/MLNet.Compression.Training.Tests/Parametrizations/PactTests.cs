using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class PactTests
{
    [TestCase("b2")]
    [TestCase("b4")]
    [TestCase("b8")]
    public void Apply_Reference_EqualsValuesAndGradients(string name)
    {
        var golden = GoldenFiles.Tensors("quantization", "pact.safetensors");
        var entry = GoldenFiles.Json("quantization", "pact.json").GetProperty(name);
        var pact = new Pact("x", entry.GetProperty("bits").GetInt32(), (float)entry.GetProperty("alpha").GetDouble());

        var (output, gradient) = GoldenQuantization.Run(pact, 5, golden[$"{name}.x"], golden[$"{name}.upstream"]);

        var comparison = new GoldenComparison("quantization/pact.safetensors");
        comparison.Add($"{name}.output", output, golden[$"{name}.output"]);
        comparison.Add($"{name}.grad.x", gradient, golden[$"{name}.grad.x"]);
        comparison.Add($"pact.json {name}.grad_alpha", pact.Alpha.GradientSpan[0], entry.GetProperty("grad_alpha").GetDouble());
        comparison.AssertBelow(1e-6);
    }

    [TestCase(0, 1f)]
    [TestCase(9, 1f)]
    [TestCase(4, 0f)]
    public void Constructor_OutOfRange_Throws(int bits, float alpha) => Assert.That(() => new Pact("x", bits, alpha), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
