using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary>A whole linear layer: rounding, product, scales and bias.</summary>
[TestFixture]
internal sealed class Int8LinearTests
{
    private const int Outputs = 11;
    private const int Inputs = 19;
    private const int Tokens = 7;

    [Test]
    public void Forward_GoldenLayer_GivesTheGoldenOutputs()
    {
        using var golden = new SafetensorsValues(GoldenFiles.Path("quantization", "int8.safetensors"));
        var layer = new LinearLayer(new LinearWeights(Int8Matrix.Encode(golden.Floats("weight"), Outputs, Inputs), golden.Floats("bias")));
        using var x = new TestMatrix(Tokens, Inputs);
        golden.Floats("x").CopyTo(Flat(x));
        using var y = new TestMatrix(Tokens, Outputs);
        using var integers = new IntegerBuffer();
        layer.Forward(x.View, integers, y.View);

        Deviation.AssertBelow("quantization/int8.safetensors, asymmetric.linear", y.ToArray(), golden.Floats("asymmetric.linear"), 1e-6);
        y.AssertCanaries();
    }

    private static unsafe Span<float> Flat(TestMatrix matrix) => new(matrix.Data, matrix.Rows * matrix.Columns);
}
