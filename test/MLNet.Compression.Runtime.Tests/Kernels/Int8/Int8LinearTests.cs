using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary>A whole linear layer: rounding, product, scales and bias.</summary>
[TestFixture]
internal sealed unsafe class Int8LinearTests
{
    private const int Outputs = 11;
    private const int Inputs = 19;
    private const int Tokens = 7;

    [Test]
    public void Forward_GoldenLayer_GivesTheOutputsOfSevenBitActivations()
    {
        using var golden = new SafetensorsValues(GoldenFiles.Path("quantization", "int8.safetensors"));
        var layer = new LinearLayer(new LinearWeights(Int8Matrix.Encode(golden.Floats("weight"), Outputs, Inputs), golden.Floats("bias")));
        using var x = new TestMatrix(Tokens, Inputs);
        golden.Floats("x").CopyTo(Flat(x));
        using var y = new TestMatrix(Tokens, Outputs);
        using var integers = new IntegerBuffer();
        layer.Forward(x.View, integers, y.View);

        Deviation.AssertBelow("quantization/int8.safetensors, 7-bit activations", y.ToArray(), Expected(golden), 1e-6);
        y.AssertCanaries();
    }

    /// <summary>The portable product alone takes 8-bit activations as well, as the reference has them.</summary>
    [Test]
    public void Multiply_GoldenLayer_GivesTheGoldenOutputs()
    {
        using var golden = new SafetensorsValues(GoldenFiles.Path("quantization", "int8.safetensors"));
        var weights = Int8Matrix.Encode(golden.Floats("weight"), Outputs, Inputs);
        float[] scales = [.. golden.Floats("weight").Chunk(Inputs).Select(row => Int8Rows.ScaleOf(row))];
        var row = new float[Inputs];
        var blocks = Int8Blocks.Build(IntegerWeights.OfBytes(Outputs, Inputs, scales, hasBlocks: false, (output, integers) =>
        {
            weights.DecodeRow(output, row);
            for (var i = 0; i < Inputs; i++)
            {
                integers[i] = (sbyte)MathF.Round(row[i] / scales[output]);
            }
        }), Int8Kernels.InPlainArithmetic);
        using var x = new TestMatrix(Tokens, Inputs);
        golden.Floats("x").CopyTo(Flat(x));
        using var rows = new TestRows(largest: 255, Tokens, Inputs);
        ActivationQuantizer.Quantize(x.View, rows.Rows);
        using var y = new TestMatrix(Tokens, Outputs);
        using var bias = new LinearEnd(golden.Floats("bias"), OutputOperator.None).AlignedBias(Outputs);
        Int8Kernels.InPlainArithmetic.Multiply(new Int8Product(blocks, rows.Rows, bias.Pointer, y.View, 0, blocks.Lists.Groups), OutputOperator.None.Int8Finish);
        GC.KeepAlive(blocks);

        Deviation.AssertBelow("quantization/int8.safetensors, asymmetric.linear", y.ToArray(), golden.Floats("asymmetric.linear"), 1e-6);
        y.AssertCanaries();
    }

    /// <summary>The formula of <see cref="ActivationQuantizer"/> and of the rounded weights in double precision.</summary>
    private static float[] Expected(SafetensorsValues golden)
    {
        var (weights, x, bias) = (golden.Floats("weight").Chunk(Inputs).ToArray(), golden.Floats("x").Chunk(Inputs).ToArray(), golden.Floats("bias"));
        return [.. from row in x from output in Enumerable.Range(0, Outputs) select (float)(Dot(row, weights[output]) + bias[output])];

        static double Dot(float[] row, float[] weights)
        {
            var (low, scale) = (Math.Min(0, row.Min()), Int8Rows.ScaleOf(weights));
            var step = (Math.Max(0, row.Max()) - low) / QuantizedRows.KernelLargest;
            var zero = MathF.Round(-low / step);
            return row.Zip(weights, (value, weight) =>
                (Math.Min(MathF.Round(value / step) + zero, QuantizedRows.KernelLargest) - zero) * (double)step * MathF.Round(weight / scale) * scale).Sum();
        }
    }

    private static Span<float> Flat(TestMatrix matrix) => new(matrix.Data, matrix.Rows * matrix.Columns);
}
