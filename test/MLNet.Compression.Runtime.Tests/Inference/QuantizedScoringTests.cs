using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Encodings;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>Formats of few bits score as the weights they stand for.</summary>
[TestFixture]
internal sealed class QuantizedScoringTests
{
    private static readonly int[] _lengths = [1, 2, 7, 12, 19, 40, 3];

    [TestCaseSource(typeof(RoundedFormat), nameof(RoundedFormat.Cases))]
    public void Logits_Dense_EqualThoseOfTheDecodedWeights(RoundedFormat format) => AssertScores(format, format.Dense(), blockRows: 0, blockColumns: 0);

    [TestCaseSource(typeof(RoundedFormat), nameof(RoundedFormat.Cases))]
    public void Logits_BlockSparse_EqualThoseOfTheDecodedWeights(RoundedFormat format)
    {
        AssertScores(format, format.BlockSparse(16, 4), 16, 4);
        AssertScores(format, format.BlockSparse(5, 3), 5, 3);
    }

    /// <remarks>Long enough for attention in integers.</remarks>
    [Test]
    public void Logits_LongTexts_EqualThoseOfTheDecodedWeights()
    {
        int[] lengths = [SelfAttention.FewestForIntegers - 1, SelfAttention.FewestForIntegers, 130, 181];
        var shape = TestModels.Uneven with { MaxPositions = lengths.Max() };

        var actual = Logits(TestModels.Create(CompressedModelBuilder.Int8, shape), lengths);

        Assert.That(Deviation(actual, Logits(TestModels.Create(Decoded(CompressedModelBuilder.Int8), shape), lengths)), Is.LessThan(0.05));
    }

    [TestCaseSource(typeof(RoundedFormat), nameof(RoundedFormat.Cases))]
    public void Score_Warm_AllocatesNothing(RoundedFormat format)
    {
        var model = TestModels.Create(format.Dense());
        using var classifier = new TextClassifier(model);
        var batch = TestModels.Batch(model.Shape, 3, _lengths);
        var scores = new float[_lengths.Length * 3];

        Assert.That(Allocations.FewestOf(() => classifier.Score(batch, scores)), Is.Zero);
    }

    [Test]
    public void Load_SavedModel_ScoresTheSameBits([ValueSource(typeof(RoundedFormat), nameof(RoundedFormat.All))] RoundedFormat format)
    {
        var model = TestModels.Create(format.BlockSparse(16, 4));
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;

        var loaded = CompressedModel.Load(stream);

        Assert.That(stream.Length, Is.EqualTo(model.SizeInBytes).And.EqualTo(loaded.SizeInBytes));
        Assert.That(Logits(loaded), Is.EqualTo(Logits(model)));
    }

    /// <remarks>Integers: against the reference in double precision, within what the rounding of activations makes.</remarks>
    private static void AssertScores(RoundedFormat format, MatrixEncoder encoder, int blockRows, int blockColumns)
    {
        var model = TestModels.Create(encoder);
        var actual = Logits(model);
        var exact = Logits(TestModels.Create(Decoded(encoder)));
        var deviation = Deviation(actual, exact);
        TestContext.Out.WriteLine($"{format}, blocks {blockRows} x {blockColumns}: largest deviation {deviation:g3} of the largest logit");
        Assert.That(deviation, Is.LessThan(format.IsInteger ? 0.1 : 1e-6));
        if (format is { IsInteger: true, GroupSize: 0, IsSum: false })
        {
            Assert.That(Deviation(actual, Logits(TestModels.Create(AsBytes(encoder)))), Is.LessThan(1e-6), "as the same integers in bytes, but for a common factor of a row");
        }
    }

    private static MatrixEncoder Decoded(MatrixEncoder encoder) => (name, weights, rows, columns) =>
        DenseMatrix.Encode(Decode(encoder(name, weights, rows, columns)), rows, columns);

    /// <summary>The same integers and scales a byte each.</summary>
    private static MatrixEncoder AsBytes(MatrixEncoder encoder) => (name, weights, rows, columns) =>
    {
        var decoded = Decode(encoder(name, weights, rows, columns));
        var scales = decoded.Chunk(columns).Select(ScaleOf).ToArray();
        return Int8Matrix.Encode(decoded, rows, columns, scales);
    };

    /// <summary>The step of a row whose smallest differing magnitudes show it.</summary>
    private static float ScaleOf(float[] row)
    {
        var largest = row.Max(MathF.Abs);
        for (var integer = 1; integer <= 127; integer++)
        {
            foreach (var step in new[] { largest / integer, MathF.BitIncrement(largest / integer), MathF.BitDecrement(largest / integer) })
            {
                if (Array.TrueForAll(row, weight => step == 0 || MathF.Round(weight / step) * step == weight))
                {
                    return step;
                }
            }
        }

        throw new AssertionException("The row has no step.");
    }

    private static float[] Decode(WeightMatrix matrix)
    {
        var decoded = new float[matrix.Rows * matrix.Columns];
        matrix.Decode(decoded);
        return decoded;
    }

    private static double Deviation(float[] actual, float[] expected) =>
        actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs);

    private static float[] Logits(CompressedModel model) => Logits(model, _lengths);

    private static float[] Logits(CompressedModel model, int[] lengths)
    {
        using var classifier = new TextClassifier(model);
        var logits = new float[lengths.Length * classifier.LabelCount];
        classifier.Logits(TestModels.Batch(model.Shape, 3, lengths), logits);
        return logits;
    }
}
