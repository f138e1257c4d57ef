using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class Int8Tests
{
    private const string File = "int8.safetensors";
    private const int Outputs = 11;
    private const int Tokens = 7;

    /// <remarks>The weight's first row holds exact ties, which go to the even integer.</remarks>
    [Test]
    public void Int8Weights_Reference_EqualsDequantized()
    {
        var golden = GoldenFiles.Tensors("quantization", File);
        var upstream = Passes.Numbers(golden["weight"].Length, 1);

        var (output, gradient) = GoldenQuantization.Run(new Int8Weights(), Outputs, golden["weight"], upstream);

        var comparison = new GoldenComparison($"quantization/{File}");
        comparison.Add("weight.dequantized", output, golden["weight.dequantized"]);
        comparison.AssertBelow(1e-6);
        Assert.That(gradient, Is.EqualTo(upstream));
        StoredWeights.AssertExact("weight.dequantized", StoredWeights.FormatOf(new Int8Weights(), Outputs, golden["weight"]), Outputs, output, bits: 8);
    }

    [Test]
    public void RoundedActivations_Reference_EqualsDequantized()
    {
        var golden = GoldenFiles.Tensors("quantization", File);

        var (output, _) = GoldenQuantization.Run(new RoundedActivations(largest: 255), Tokens, golden["x"], new float[golden["x"].Length]);

        var comparison = new GoldenComparison($"quantization/{File}");
        comparison.Add("asymmetric.dequantized", output, golden["asymmetric.dequantized"]);
        comparison.AssertBelow(1e-6);
    }

    /// <remarks>What training rounds to is what the file will hold.</remarks>
    [Test]
    public void Int8Weights_Reference_EqualsTheEncoding()
    {
        var weight = GoldenFiles.Tensors("quantization", File)["weight"];
        var (output, _) = GoldenQuantization.Run(new Int8Weights(), Outputs, weight, new float[weight.Length]);
        var decoded = new float[weight.Length];

        Int8Matrix.Encode(weight, Outputs, weight.Length / Outputs).Decode(decoded);

        var comparison = new GoldenComparison($"quantization/{File}");
        comparison.Add("weight, decoded", output, decoded);
        comparison.AssertBelow(1e-6);
    }

    [Test]
    public void Apply_RowOfZeros_IsZero()
    {
        Assert.That(GoldenQuantization.Run(new Int8Weights(), 1, [0, 0], [1, 1]).Output, Is.All.Zero);
        Assert.That(GoldenQuantization.Run(new RoundedActivations(), 1, [0, 0], [1, 1]).Output, Is.All.Zero);
    }
}
