using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

[TestFixture]
internal sealed class SentenceEncoderTests
{
    private static readonly int[] _lengths = [1, 2, 5, 6, 7, 12, 13, 19, 40, 3];

    [Test]
    public void Encode_UnevenLayers_IsTheMeanOfTheReferencesStates([Values(1, 3)] int threads)
    {
        var model = TestModels.Create();
        var batch = TestModels.Batch(model.Shape, 3, _lengths);

        var vectors = Encode(model, batch, threads);

        for (var s = 0; s < batch.SequenceCount; s++)
        {
            var range = batch.SequenceStarts[s]..batch.SequenceStarts[s + 1];
            var states = ReferenceForward.States(model, batch.Ids[range], batch.TokenTypes[range]);
            var expected = Enumerable.Range(0, model.Shape.HiddenSize).Select(feature => states.Average(state => state[feature])).ToArray();
            Assert.That(vectors[s], Is.EqualTo(expected).Within(2e-5), $"sequence {s}");
        }
    }

    [Test]
    public void Encode_LastLayerWithoutHeadsAndNeurons_IsTheMeanOfTheReferencesStates()
    {
        var shape = TestModels.WithoutHalves with { Layers = TestModels.WithoutHalves.Layers.RemoveAt(3) };
        var model = TestModels.Create(shape: shape);
        var batch = TestModels.Batch(shape, 3, 7);

        var states = ReferenceForward.States(model, batch.Ids, batch.TokenTypes);

        double[] expected = [.. Enumerable.Range(0, shape.HiddenSize).Select(feature => states.Average(state => state[feature]))];
        Assert.That(Encode(model, batch)[0], Is.EqualTo(expected).Within(2e-5));
    }

    [Test]
    public void Encode_Int8Model_DeviatesByRoundingAlone()
    {
        var batch = TestModels.Batch(TestModels.Uneven, 3, _lengths);
        var exact = Encode(TestModels.Create(), batch).SelectMany(vector => vector);
        var rounded = Encode(TestModels.Create(CompressedModelBuilder.Int8), batch).SelectMany(vector => vector);

        var deviation = exact.Zip(rounded, (a, b) => Math.Abs(a - b)).Max();
        Assert.That(deviation, Is.GreaterThan(0).And.LessThan(0.2));
    }

    [Test]
    public void Encode_OneText_IsThatOfItsTokens()
    {
        var model = TestModels.Create();
        using var encoder = new SentenceEncoder(model);
        var (batch, vector) = (new TokenBatch(), new float[encoder.Dimensions]);
        new BertTokenizer(model.Vocabulary, model.Tokenizer).AddTo(batch, "piece9 piece7 piece20", model.MaxTokens);

        encoder.Encode("piece9 piece7 piece20", vector);

        Assert.That(vector, Is.EqualTo(Encode(model, batch)[0]));
    }

    [Test]
    public void Encode_NoRoom_Throws()
    {
        using var encoder = new SentenceEncoder(TestModels.Create());

        Assert.That(() => encoder.Encode("piece9", new float[29]), Throws.ArgumentException.With.Message.Contains("1 sequences with 30 values"));
    }

    private static float[][] Encode(CompressedModel model, TokenBatch batch, int threads = 1)
    {
        using var encoder = new SentenceEncoder(model, threads);
        var vectors = new float[batch.SequenceCount * encoder.Dimensions];
        encoder.Encode(batch, vectors);
        return [.. vectors.Chunk(encoder.Dimensions)];
    }
}
