using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

/// <summary>Weights that went into a file and came back.</summary>
internal static class StoredWeights
{
    /// <summary>Asserts that a format holds values bit for bit, at the size that its bits make.</summary>
    public static void AssertExact(string what, ValueFormat format, int rows, float[] values, int bits)
    {
        var matrix = format.EncodeDense(values, rows, values.Length / rows);
        using var stream = new MemoryStream();
        WeightEncoding.Write(new ModelWriter(stream), matrix);
        stream.Position = 0;
        var decoded = new float[values.Length];
        WeightEncoding.Read(new ModelReader(stream, "test", stream.Length), "the matrix").Decode(decoded);

        Assert.That(BitsOf(decoded), Is.EqualTo(BitsOf(values)), what);
        Assert.That(stream.Length, Is.EqualTo(matrix.SizeInBytes));
        Assert.That(stream.Length, Is.GreaterThan(values.Length * bits / 8));
        TestContext.Out.WriteLine($"{what}: {values.Length} values in {stream.Length} bytes, largest deviation after storing 0");
    }

    /// <summary>The format in which a parametrisation stores what it makes of a weight.</summary>
    public static ValueFormat FormatOf(Parametrization parametrization, int rows, float[] weights)
    {
        var weight = Passes.Parameter(rows, weights.Length / rows, weights);
        weight.Add(parametrization);
        return weight.ToStore().Format!;
    }

    public static uint[] BitsOf(float[] values) => Array.ConvertAll(values, BitConverter.SingleToUInt32Bits);
}
