using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>Models without layers: the mean of the tokens' vectors, and a head.</summary>
[TestFixture]
internal sealed class StaticModelTests
{
    private static readonly int[] _lengths = [1, 2, 5, 6, 40, 3, 17];

    private static readonly (string Name, MatrixEncoder Encoder, double Tolerance)[] _encodings =
    [
        ("fp32", CompressedModelBuilder.Float32, 1e-6),
        ("int8", CompressedModelBuilder.Int8, 0.02),
    ];

    private static IEnumerable<TestCaseData> Models() =>
        from encoding in _encodings
        from hidden in new[] { 0, 22 }
        select new TestCaseData(TestModels.Create(encoding.Encoder, BertShape.Static(TestModels.VocabularySize, 30, hidden)), encoding.Tolerance).SetArgDisplayNames($"{encoding.Name}, hidden {hidden}");

    [TestCaseSource(nameof(Models))]
    public void Logits_Static_MatchTheDoubleReference(CompressedModel model, double tolerance)
    {
        using var classifier = new TextClassifier(model);
        var batch = TestModels.Batch(model.Shape, 3, _lengths);
        var logits = new float[_lengths.Length * 3];
        classifier.Logits(batch, logits);

        double[] expected = [.. Enumerable.Range(0, _lengths.Length).SelectMany(i =>
            ReferenceForward.Logits(model, batch.Ids[batch.SequenceStarts[i]..batch.SequenceStarts[i + 1]], []))];
        Assert.That(expected.Zip(logits, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs), Is.LessThan(tolerance));
    }

    [Test]
    public void Logits_SpecialPiecesAlone_AreThoseOfAVectorOfZeros()
    {
        var model = TestModels.Create(shape: BertShape.Static(TestModels.VocabularySize, 30));
        using var classifier = new TextClassifier(model);
        var (none, empty) = (new float[3], new float[3]);
        var batch = new TokenBatch();
        batch.AddSequence([0, 1, 2, 3, 4], [0, 0, 0, 0, 0]);
        classifier.Logits(batch, none);
        classifier.Score("", empty);

        Assert.That(none, Is.EqualTo(model.Classifier!.Bias!).Within(1e-6));
        Assert.That(empty, Is.EqualTo(ReferenceForward.Softmax([.. model.Classifier.Bias!.Select(value => (double)value)])).Within(1e-6));
    }

    [Test]
    public void Score_Pair_IsTheMeanOfBothTexts()
    {
        using var classifier = new TextClassifier(TestModels.Create(shape: TestModels.Static));
        var (together, pair) = (new float[3], new float[3]);
        classifier.Score("piece7 piece12 piece9", together);
        classifier.Score("piece7 piece12", "piece9", pair);

        Assert.That(pair, Is.EqualTo(together));
    }

    [Test]
    public void Score_Warm_AllocatesNothing([Values] bool int8)
    {
        using var classifier = new TextClassifier(TestModels.Create(int8 ? CompressedModelBuilder.Int8 : CompressedModelBuilder.Float32, TestModels.Static));
        var scores = new float[3];

        Assert.That(Allocations.FewestOf(() => classifier.Score("piece7 piece12 [SEP] something piece50", scores)), Is.Zero);
    }

    [Test]
    public void Score_Static_HoldsLittleMemory()
    {
        using var classifier = new TextClassifier(TestModels.Create(CompressedModelBuilder.Int8, BertShape.Static(TestModels.VocabularySize, 256)));
        classifier.Score(TestModels.Batch(TestModels.Static, 1, _lengths), new float[_lengths.Length * 3]);

        Assert.That(classifier.WorkingSetBytes, Is.LessThan(64_000), "no buffers of a transformer");
    }

    [Test]
    public void Score_SeveralThreads_GivesTheSameBits()
    {
        var model = TestModels.Create(CompressedModelBuilder.Int8, TestModels.Static);
        using var one = new TextClassifier(model);
        using var three = new TextClassifier(model, threads: 3);
        int[] lengths = [.. Enumerable.Range(0, 60).Select(i => 1 + (i * 7 % 40))];
        var batch = TestModels.Batch(model.Shape, 5, lengths);
        var (expected, actual) = (new float[lengths.Length * 3], new float[lengths.Length * 3]);
        one.Score(batch, expected);
        three.Score(batch, actual);

        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public void Encode_Static_IsTheMeanOfTheVectors()
    {
        var model = TestModels.Create(shape: TestModels.Static);
        using var encoder = new SentenceEncoder(model);
        var vector = new float[encoder.Dimensions];
        encoder.Encode("piece7 piece12", vector);

        Assert.That(encoder.Dimensions, Is.EqualTo(30));
        Assert.That(vector, Is.EqualTo(ReferenceForward.Mean(model, [7, 12])).Within(1e-6));
    }

    [Test]
    public void SaveAndLoad_Static_GivesTheSameScoresAndBytes()
    {
        var model = TestModels.Create(CompressedModelBuilder.Int8, TestModels.Static);
        using var stream = new MemoryStream();
        model.Save(stream);
        var loaded = CompressedModel.Load(new MemoryStream(stream.ToArray()));
        using var again = new MemoryStream();
        loaded.Save(again);
        var (expected, actual) = (new float[3], new float[3]);
        using (var classifier = new TextClassifier(model))
        {
            classifier.Score("piece7 piece12", expected);
        }

        using (var classifier = new TextClassifier(loaded))
        {
            classifier.Score("piece7 piece12", actual);
        }

        Assert.That(stream.Length, Is.EqualTo(model.SizeInBytes));
        Assert.That(again.ToArray(), Is.EqualTo(stream.ToArray()));
        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(loaded.Shape.Layers, Is.Empty);
    }

    [Test]
    public void WarmUp_Static_RunsAModelOfTheKind([Values] bool int8) =>
        Assert.That(() => KernelWarmUp.Run(KernelWarmUp.CreateModel(TestModels.Static, int8 ? 8 : 32)), Throws.Nothing);

    [Test]
    public void ToCheckpoint_Static_SaysThatNoFolderHoldsIt() =>
        Assert.That(() => TestModels.Create(shape: TestModels.Static).ToCheckpoint(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("layers"));

    [TestCase(HeadKind.Token)]
    [TestCase(HeadKind.QuestionAnswering)]
    [TestCase(HeadKind.MaskedLm)]
    public void Constructor_HeadThatReadsEachToken_IsRefused(HeadKind head)
    {
        var model = TestModels.Create(shape: BertShape.Static(TestModels.VocabularySize, 30));

        Assert.That(
            () => new CompressedModel(model.Shape, model.Embeddings, [], null, model.Classifier, [], model.Vocabulary, model.Tokenizer, 40, head), Throws.ArgumentException);
    }

    [Test]
    public void CheckShape_PoolerOfTheOtherKind_IsRefused()
    {
        Assert.That(() => CompressedModelChecks.CheckShape(TestModels.Uneven with { Pooler = PoolerKind.MeanRelu }), Throws.ArgumentException.With.Message.Contains("Mean"));
        Assert.That(() => CompressedModelChecks.CheckShape(TestModels.Static with { Pooler = PoolerKind.Tanh }), Throws.ArgumentException.With.Message.Contains("Tanh"));
        Assert.That(() => CompressedModelChecks.CheckShape(TestModels.Static with { TokenTypes = 2 }), Throws.ArgumentException.With.Message.Contains("token types"));
        Assert.That(() => CompressedModelChecks.CheckShape(TestModels.Static with { Pooler = PoolerKind.Mean }), Throws.ArgumentException.With.Message.Contains("30").And.Message.Contains("22"));
    }

    [TestCase(0, 0)]
    [TestCase(4, -1)]
    public void Static_SizeOutOfRange_IsRefused(int dimensions, int hidden) =>
        Assert.That(() => BertShape.Static(10, dimensions, hidden), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
