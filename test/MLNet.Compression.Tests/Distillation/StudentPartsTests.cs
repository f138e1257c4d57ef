using Microsoft.ML;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Distillation;

/// <summary>Students with narrow embeddings, shared layers, no segments and short texts.</summary>
public class StudentPartsTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static StudentShape Shape { get; } = new StudentShape(3, 32, 2, 64) with
    {
        EmbeddingSize = 12,
        Sharing = LayerSharing.Attention,
        SegmentEmbeddings = false,
        MaxTokens = 10,
    };

    private static IEnumerable<TestCaseData> Texts()
    {
        yield return new TestCaseData(Shape, "3x32x2x64 embedding=12 sharing=attention segments=no tokens=10");
        yield return new TestCaseData(StudentShape.TinyBert4 with { Sharing = LayerSharing.Groups(2) }, "4x312x12x1200 sharing=2");
        yield return new TestCaseData(StudentShape.TinyBert4 with { Sharing = LayerSharing.FeedForward }, "4x312x12x1200 sharing=feed-forward");
        yield return new TestCaseData(StudentShape.TinyBert4 with { Sharing = LayerSharing.All, EmbeddingSize = 128 }, "4x312x12x1200 embedding=128 sharing=all");
    }

    [TestCaseSource(nameof(Texts))]
    public void ToString_Parts_NamesThemAndCanBeParsed(StudentShape shape, string text)
    {
        Assert.That(shape.ToString(), Is.EqualTo(text));
        Assert.That(StudentShape.Parse(text), Is.EqualTo(shape));
        Assert.That(StudentShape.Parse(text.ToUpperInvariant()), Is.EqualTo(shape));
    }

    [TestCase("tinybert4 embedding=0", "embedding=0")]
    [TestCase("tinybert4 embedding=wide", "'wide' is no number")]
    [TestCase("tinybert4 sharing=some", "feed-forward")]
    [TestCase("tinybert4 sharing=5", "at most 4")]
    [TestCase("tinybert4 segments=maybe", "neither yes nor no")]
    [TestCase("tinybert4 tokens=2", "[CLS]")]
    [TestCase("tinybert4 heads=3", "embedding, sharing, segments, tokens")]
    [TestCase("static64 embedding=3", "static")]
    public void Parse_WrongPart_SaysWhatIsAllowed(string text, string named) =>
        Assert.That(() => StudentShape.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(named));

    [Test]
    public void Fit_AllParts_LearnsIsSavedAndReported()
    {
        using var student = Trainer(Shape).Fit(Fitted.Train);

        var shape = student.Model.Shape;
        Assert.That((shape.EmbeddingSize, shape.TokenTypes, shape.MaxPositions, student.Model.MaxTokens), Is.EqualTo((12, 0, 10, 10)));
        Assert.That(student.Model.Layers[2].Attention, Is.SameAs(student.Model.Layers[0].Attention));
        Assert.That(student.Model.Layers[2].FeedForward, Is.Not.SameAs(student.Model.Layers[0].FeedForward));
        Assert.That(_ml.MulticlassClassification.Evaluate(student.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.8));
        var before = student.Score("I was charged twice for a parcel that never came and nobody answers");
        using var stream = new MemoryStream();
        _ml.Model.Save(student, Fitted.Train.Schema, stream);
        stream.Position = 0;
        var loaded = (TextModelTransformer)_ml.Model.Load(stream, out _);
        Assert.That(loaded.Score("I was charged twice for a parcel that never came and nobody answers"), Is.EqualTo(before));
    }

    /// <remarks>Masks and step sizes of a shared matrix are there once.</remarks>
    [Test]
    public void Fit_SharedLayersPrunedAndQuantized_KeepsOneOfEach()
    {
        var quantization = Small.Aware(options => options.Epochs = 1);
        quantization.Scheme = QuantizationScheme.LearnedStep(4);
        var chain = Trainer(new StudentShape(2, 32, 2, 64) with { Sharing = LayerSharing.All, EmbeddingSize = 16 })
            .Prune(Small.Pruning(options => options.Epochs = 1))
            .Quantize(quantization);

        using var model = (QuantizationTransformer)chain.Fit(Fitted.Train);

        Assert.That(model.Model.Layers[1].FeedForward, Is.SameAs(model.Model.Layers[0].FeedForward));
        Assert.That(model.Model.Layers[0].Linears.Select(linear => linear.Weight.Sparsity), Is.All.GreaterThan(0.4));
    }

    [Test]
    public void ExportCheckpoint_NarrowAndShared_IsAnAlbertFolderOfTheSameScores()
    {
        using var folder = new TemporaryFolder();
        using var student = Trainer(new StudentShape(2, 32, 2, 64) with { Sharing = LayerSharing.All, EmbeddingSize = 16 }).Fit(Fitted.Train);
        var target = Path.Combine(folder.Path, "albert");

        student.ExportCheckpoint(target);

        var checkpoint = Checkpoint.Load(target);
        Assert.That(checkpoint.ModelType, Is.EqualTo("albert"));
        var again = CompressedModelBuilder.FromCheckpoint(checkpoint, student.Model.Vocabulary, student.Model.Tokenizer, maxTokens: student.Model.MaxTokens);
        using var classifier = new TextClassifier(again);
        var scores = new float[again.Labels.Count];
        classifier.Score("where is my parcel", scores);
        Assert.That(scores, Is.EqualTo(student.Score("where is my parcel")).Within(1e-5));
    }

    [Test]
    public void ExportCheckpoint_SharedAttention_IsRefusedByName()
    {
        using var folder = new TemporaryFolder();
        using var student = Trainer(Shape, epochs: 1).Fit(Fitted.Train);

        Assert.That(() => student.ExportCheckpoint(Path.Combine(folder.Path, "x")), Throws.TypeOf<NotSupportedException>().With.Message.Contains("share"));
    }

    [Test]
    public void Fit_FromScratch_HasTheParts()
    {
        var options = Small.Teacher(options => (options.Shape, options.Epochs) = (Shape, 1));

        using var model = _ml.MulticlassClassification.Trainers.TextClassification(options).Fit(Fitted.Train);

        Assert.That(model.Model.Shape.EmbeddingSize, Is.EqualTo(12));
        Assert.That(model.Model.MaxTokens, Is.EqualTo(10));
    }

    private static DistillationTrainer Trainer(StudentShape shape, int epochs = 8) => _ml.MulticlassClassification.Trainers.Distillation(
        Fitted.Teacher, Small.Distillation(options => (options.Student, options.Epochs) = (shape, epochs)));
}
