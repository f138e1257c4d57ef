using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>Vectors of embedding models against their equation in double precision.</summary>
[TestFixture]
internal sealed class EmbeddingModelTests
{
    private static readonly int[] _lengths = [1, 2, 5, 12, 13, 40, 3, 33];

    public static IEnumerable<TestCaseData> Cases =>
        from shape in new[]
        {
            TestModels.Uneven with { Pooler = PoolerKind.Mean },
            TestModels.Uneven with { Pooler = PoolerKind.None },
            TestModels.Uneven with { Pooler = PoolerKind.Tanh },
            TestModels.WithoutHalves with { Pooler = PoolerKind.Mean },
            TestModels.Static,
            BertShape.Static(TestModels.VocabularySize, dimensions: 30) with { MaxPositions = 40 },
        }
        from head in new[] { HeadKind.Embedding, HeadKind.UnitEmbedding }
        from dense in new int?[] { null, 11 }
        select new TestCaseData(shape, head, dense).SetArgDisplayNames($"{shape.Layers.Length} layers", $"{shape.Pooler}", $"{head}", $"{dense}");

    [TestCaseSource(nameof(Cases))]
    public void Encode_EmbeddingModel_IsTheReferencesVector(BertShape shape, HeadKind head, int? dense)
    {
        var model = Reloaded(TestModels.CreateEmbedding(shape, head, dense));
        var batch = TestModels.Batch(shape, 3, _lengths);

        var vectors = Encode(model, batch, threads: 3);

        for (var s = 0; s < batch.SequenceCount; s++)
        {
            var range = batch.SequenceStarts[s]..batch.SequenceStarts[s + 1];
            var expected = ReferenceForward.Vector(model, batch.Ids[range], batch.TokenTypes[range]);
            Assert.That(vectors[s], Is.EqualTo(expected.Select(value => (float)value)).Within(3e-5), $"sequence {s}");
        }
    }

    [Test]
    public void Encode_Int8Model_DeviatesByRoundingAlone([Values(PoolerKind.None, PoolerKind.Mean, PoolerKind.Tanh)] PoolerKind pooling, [Values(null, 11)] int? dense)
    {
        var shape = TestModels.Uneven with { Pooler = pooling };
        var batch = TestModels.Batch(shape, 3, _lengths);

        var exact = Encode(TestModels.CreateEmbedding(shape, HeadKind.UnitEmbedding, dense), batch);
        var rounded = Encode(TestModels.CreateEmbedding(shape, HeadKind.UnitEmbedding, dense, CompressedModelBuilder.Int8), batch);

        var cosines = exact.Zip(rounded, (a, b) => a.Zip(b, (x, y) => x * y).Sum()).ToArray();
        Assert.That(cosines, Is.All.GreaterThan(0.99));
        Assert.That(cosines, Has.Some.LessThan(1 - 1e-6));
    }

    [Test]
    public void Encode_OneText_IsThatOfItsTokens()
    {
        var model = TestModels.CreateEmbedding(TestModels.Uneven with { Pooler = PoolerKind.Mean }, HeadKind.UnitEmbedding, 11);
        using var encoder = new SentenceEncoder(model);
        var (batch, vector) = (new TokenBatch(), new float[encoder.Dimensions]);
        new BertTokenizer(model.Vocabulary, model.Tokenizer).AddTo(batch, "piece9 piece7 piece20", model.MaxTokens);

        encoder.Encode("piece9 piece7 piece20", vector);

        Assert.That(vector, Is.EqualTo(Encode(model, batch)[0]));
    }

    [Test]
    public void Create_MeanOfATagger_IsRefused()
    {
        var model = TestModels.CreateFor(HeadKind.Token);

        Assert.That(
            () => new CompressedModel(
                model.Shape with { Pooler = PoolerKind.Mean }, model.Embeddings, model.Layers, null, model.Classifier, model.Labels, model.Vocabulary, model.Tokenizer, model.MaxTokens, HeadKind.Token),
            Throws.ArgumentException.With.Message.Contains("mean").And.Message.Contains("token"));
    }

    [Test]
    public void Create_ClassifierWithoutALinearLayer_IsRefused()
    {
        var model = TestModels.Create();

        Assert.That(
            () => new CompressedModel(model.Shape, model.Embeddings, model.Layers, model.Pooler, null, [], model.Vocabulary, model.Tokenizer, model.MaxTokens),
            Throws.ArgumentException.With.Message.Contains("needs a classifier"));
    }

    [Test]
    public void Classify_EmbeddingModel_IsRefused() =>
        Assert.That(() => new TextClassifier(TestModels.CreateEmbedding(TestModels.Uneven, HeadKind.Embedding)), Throws.ArgumentException.With.Message.Contains("embedding"));

    [Test]
    public void ToCheckpoint_EmbeddingModel_IsItsEncoder()
    {
        var shape = BertShape.Uniform(TestModels.VocabularySize, layers: 2, hiddenSize: 30, heads: 3, feedForwardSize: 50) with { Pooler = PoolerKind.Mean };

        var checkpoint = TestModels.CreateEmbedding(shape, HeadKind.UnitEmbedding).ToCheckpoint();

        Assert.That((checkpoint.Head, checkpoint.Shape.Pooler), Is.EqualTo((HeadKind.None, PoolerKind.None)));
    }

    private static CompressedModel Reloaded(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        return CompressedModel.Load(stream);
    }

    private static float[][] Encode(CompressedModel model, TokenBatch batch, int threads = 1)
    {
        using var encoder = new SentenceEncoder(model, threads);
        var vectors = new float[batch.SequenceCount * encoder.Dimensions];
        encoder.Encode(batch, vectors);
        return [.. vectors.Chunk(encoder.Dimensions)];
    }
}
