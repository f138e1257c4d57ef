using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Layouts;

namespace MLNet.Compression.Runtime.Tests.Encodings;

[TestFixture]
internal sealed class Int8MatrixTests
{
    private const int Rows = 11;
    private const int Columns = 19;

    [Test]
    public void Encode_GoldenWeights_GivesTheGoldenIntegersAndScales()
    {
        using var golden = new SafetensorsValues(GoldenFiles.Path("quantization", "int8.safetensors"));
        var matrix = Int8Matrix.Encode(golden.Floats("weight"), Rows, Columns);
        var decoded = new float[Rows * Columns];
        matrix.Decode(decoded);

        Assert.Multiple(() =>
        {
            Assert.That(Integers(matrix), Is.EqualTo(golden.Integers("weight.integer")));
            Assert.That(matrix.Scales.ToArray(), Is.EqualTo(golden.Floats("weight.scale")));
            Deviation.AssertBelow("quantization/int8.safetensors, weight.dequantized", decoded, golden.Floats("weight.dequantized"), 1e-7);
        });
    }

    [Test]
    public void Encode_AnyRow_MovesNoWeightByMoreThanHalfAStep([Values(1, 7, 64)] int columns)
    {
        var weights = Random(5, columns, 3);
        var matrix = Int8Matrix.Encode(weights, 5, columns);
        var decoded = new float[weights.Length];
        matrix.Decode(decoded);

        for (var i = 0; i < weights.Length; i++)
        {
            Assert.That(decoded[i], Is.EqualTo(weights[i]).Within(0.5001 * matrix.Scales[i / columns]));
        }
    }

    [Test]
    public void Encode_RowsOfZerosAndDenormals_StayFinite()
    {
        float[] weights = [0, 0, 0, float.Epsilon, -float.Epsilon, 0, 1e30f, 1, -1e30f];
        var decoded = new float[9];
        Int8Matrix.Encode(weights, 3, 3).Decode(decoded);

        Assert.That(decoded, Is.EqualTo([0, 0, 0, 0, 0, 0, 1e30f, 0, -1e30f]).Within(1e23f));
        Assert.That(decoded.Take(6), Is.All.Zero);
    }

    [Test]
    public void Encode_NaN_IsRefused() =>
        Assert.That(() => Int8Matrix.Encode([1, float.NaN], 1, 2), Throws.ArgumentException.With.Message.Contains("column 1"));

    [Test]
    public void CopyIntegers_BeforeAndAfterTheKernelTookThem_AreTheSame()
    {
        var matrix = Int8Matrix.Encode(Random(37, 21, 1), 37, 21);
        var before = Integers(matrix);
        _ = MatrixLayouts.CreateKernel(matrix, new LinearEnd(null, OutputOperator.None));

        Assert.That(Integers(matrix), Is.EqualTo(before));
    }

    [Test]
    public void Size_IsAByteAWeightAndAScaleARow()
    {
        var matrix = Int8Matrix.Encode(Random(10, 30, 1), 10, 30);

        Assert.That(matrix.SizeInBytes, Is.EqualTo(20 + 300 + 40));
        Assert.That(matrix.BitsPerWeight, Is.EqualTo(360 * 8 / 300.0));
    }

    private static long[] Integers(Int8Matrix matrix)
    {
        var (all, row) = (new List<long>(), new sbyte[matrix.Columns]);
        for (var i = 0; i < matrix.Rows; i++)
        {
            matrix.CopyIntegers(i, row);
            all.AddRange(row.Select(v => (long)v));
        }

        return [.. all];
    }

    private static float[] Random(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows * columns).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
