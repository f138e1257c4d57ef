using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Slicing;

namespace MLNet.Compression.Training.Tests.Models;

public class EmbeddingModelTests
{
    [TestCaseSource(typeof(EmbeddingCases), nameof(EmbeddingCases.All))]
    public void Encode_EmbeddingModel_GivesTheSameVectorsFromItsFileAndComesBack(BertShape shape, HeadKind head, int? dense)
    {
        var (model, data) = (EmbeddingCases.Create(shape, head, dense), TinyModels.Data(9));

        var loaded = Reloaded(CompressedModelEncoder.Encode(model, ValueFormat.Float32));

        var expected = TinyModels.Logits(model, data);
        var vectors = new float[expected.Length];
        using var encoder = new SentenceEncoder(loaded, threads: 2);
        encoder.Encode(TinyModels.Batch(data), vectors);
        Assert.That(encoder.Dimensions, Is.EqualTo(dense ?? shape.HiddenSize));
        Assert.That(Deviation.Relative(vectors, expected), Is.LessThan(1e-5));
        Assert.That(expected.Chunk(encoder.Dimensions).Select(vector => vector.Sum(x => x * x)), head == HeadKind.UnitEmbedding ? Is.All.EqualTo(1).Within(1e-5) : Has.Some.Not.EqualTo(1).Within(1e-2));
        Assert.That(TinyModels.Logits(CompressedModelDecoder.Decode(loaded), data), Is.EqualTo(expected));
        Assert.That(TinyModels.Logits(TextModelCopy.Of(model), data), Is.EqualTo(expected));
    }

    [Test]
    public void Apply_SliceWithoutSomeHiddenFeatures_KeepsTheDimensions([Values(null, 5)] int? dense)
    {
        var shape = TinyModels.ShapeOf(layers: 2, hidden: 16, heads: 2, feedForward: 24) with { Pooler = PoolerKind.Mean };
        var (model, data) = (EmbeddingCases.Create(shape, HeadKind.Embedding, dense), TinyModels.Data(9));
        bool[] kept = [.. Enumerable.Range(0, 16).Select(feature => feature % 5 != 1)];
        model.KeptHidden = new Layers.KeptFeatures(kept);

        var cut = ModelSlice.CutToUsed(model);

        Assert.That(cut.Shape.HiddenSize, Is.EqualTo(13));
        Assert.That(cut.Head.Outputs, Is.EqualTo(dense ?? 16));
        Assert.That(Deviation.Relative(TinyModels.Logits(cut, data), TinyModels.Logits(model, data)), Is.LessThan(1e-5));
    }

    [Test]
    public void Of_Classifier_GivesTheMeanOfItsStates()
    {
        var (classifier, data) = (CompressedModelEncoder.Encode(TinyModels.CreateLively(), ValueFormat.Float32), TinyModels.Data(5));

        var model = CompressedModelDecoder.Decode(EmbeddingModels.Of(classifier));

        var vectors = new float[5 * 32];
        using var encoder = new SentenceEncoder(classifier);
        encoder.Encode(TinyModels.Batch(data), vectors);
        Assert.That((model.HeadKind, model.Shape.Pooler), Is.EqualTo((HeadKind.Embedding, PoolerKind.Mean)));
        Assert.That(Deviation.Relative(TinyModels.Logits(model, data), vectors), Is.LessThan(1e-5));
    }

    [Test]
    public void Of_EmbeddingModel_KeepsWhatIsNotAskedForOtherwise()
    {
        var shape = TinyModels.ShapeOf(layers: 1, hidden: 16, heads: 2, feedForward: 24) with { Pooler = PoolerKind.Tanh };
        var model = CompressedModelEncoder.Encode(EmbeddingCases.Create(shape, HeadKind.UnitEmbedding, dense: 7), ValueFormat.Float32);

        var (same, other) = (EmbeddingModels.Of(model), EmbeddingModels.Of(model, PoolerKind.None, normalizes: false, maxTokens: 5));

        Assert.That((same.Head, same.Pooler, same.Classifier, same.MaxTokens), Is.EqualTo((model.Head, model.Pooler, model.Classifier, model.MaxTokens)));
        Assert.That((other.Head, other.Pooler, other.Classifier, other.MaxTokens), Is.EqualTo((HeadKind.Embedding, (LinearWeights?)null, model.Classifier, 5)));
    }

    [Test]
    public void Create_ClassifierOfAnEmbeddingModel_HasAPoolerAndAHeadOfItsOwn([Values(PoolerKind.Mean, PoolerKind.None)] PoolerKind pooler)
    {
        var shape = TinyModels.ShapeOf(layers: 2, hidden: 16, heads: 2, feedForward: 24) with { Pooler = pooler };

        var model = TextModelFactory.Create(EmbeddingCases.Create(shape, HeadKind.UnitEmbedding), ["a", "b"], TinyModels.MaxTokens, seed: 1, HeadKind.Sequence);

        Assert.That(model.Shape.Pooler, Is.EqualTo(PoolerKind.Tanh));
        Assert.That(model.NewTensors, Is.EquivalentTo(["pooler.dense.weight", "pooler.dense.bias", "classifier.weight", "classifier.bias"]));
    }

    [Test]
    public void Create_ClassifierOfAClassifierThatReadsTheMean_ReadsTheMean()
    {
        var source = TinyModels.CreateLively(TinyModels.Shape with { Pooler = PoolerKind.Mean });

        var model = TextModelFactory.Create(source, ["a", "b"], TinyModels.MaxTokens, seed: 1, HeadKind.Sequence);

        Assert.That(model.Shape.Pooler, Is.EqualTo(PoolerKind.Mean));
        Assert.That(model.NewTensors, Is.EquivalentTo(["classifier.weight", "classifier.bias"]));
    }

    [Test]
    public void Pooled_OtherThanItWas_KeepsTheEncoderAndHasANewHead([Values] bool mean)
    {
        var source = TinyModels.CreateLively(TinyModels.Shape with { Pooler = mean ? PoolerKind.Tanh : PoolerKind.Mean });

        var model = TextModelFactory.Pooled(source, mean, seed: 5);

        Assert.That(model.Shape.Pooler, Is.EqualTo(mean ? PoolerKind.Mean : PoolerKind.Tanh));
        Assert.That(model.NewTensors, Is.EquivalentTo(model.Head.Parameters.Select(parameter => parameter.Name)));
        Assert.That(model.Encoder.Parameters.SelectMany(parameter => parameter.ValueSpan.ToArray()), Is.EqualTo(source.Encoder.Parameters.SelectMany(parameter => parameter.ValueSpan.ToArray())));
        Assert.That(TextModelFactory.Pooled(model, mean, seed: 6), Is.SameAs(model));
    }

    [Test]
    public void Encode_ClassifierThatReadsTheMean_ScoresAsItTrains()
    {
        var (model, data) = (TinyModels.CreateLively(TinyModels.Shape with { Pooler = PoolerKind.Mean }), TinyModels.Data(9));
        var expected = TinyModels.Logits(model, data);

        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);
        using var classifier = new TextClassifier(Reloaded(encoded), threads: 2);

        var logits = new float[expected.Length];
        classifier.Logits(TinyModels.Batch(data), logits);
        Assert.That(Deviation.Relative(logits, expected), Is.LessThan(1e-5));
        using var stream = new MemoryStream();
        encoded.Save(stream);
        Assert.That(System.Text.Encoding.ASCII.GetString(stream.ToArray()), Does.Contain("classifier-mean"), "older readers name what they lack");
    }

    private static CompressedModel Reloaded(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        Assert.That(model.SizeInBytes, Is.EqualTo(stream.Length));
        stream.Position = 0;
        return CompressedModel.Load(stream);
    }
}
