using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

[TestFixture]
internal sealed class TokenClassifierTests
{
    private static readonly int[] _lengths = [1, 2, 5, 40, 7, 12, 33, 19, 40, 3];

    [Test]
    public void Compute_EachHead_AgreesWithTheReferenceAtEveryToken(
        [Values(HeadKind.Token, HeadKind.QuestionAnswering, HeadKind.MaskedLm)] HeadKind head, [Values(1, 3)] int threads)
    {
        var model = TestModels.CreateFor(head);
        var batch = TestModels.Batch(model.Shape, 3, _lengths);

        var logits = Logits(model, batch, threads);

        for (var s = 0; s < batch.SequenceCount; s++)
        {
            var range = batch.SequenceStarts[s]..batch.SequenceStarts[s + 1];
            var expected = ReferenceForward.TokenLogits(model, batch.Ids[range], batch.TokenTypes[range]);
            Assert.That(logits[range], Is.EqualTo(expected).Within(5e-5), $"sequence {s}");
        }
    }

    [Test]
    public void Compute_NarrowEmbeddings_DecodesToTheirWidth()
    {
        var model = TestModels.CreateFor(HeadKind.MaskedLm, shape: TestModels.Uneven with { EmbeddingSize = 12 });
        var batch = TestModels.Batch(model.Shape, 3, 9);

        Assert.That(Logits(model, batch), Is.EqualTo(ReferenceForward.TokenLogits(model, batch.Ids, batch.TokenTypes)).Within(5e-5));
    }

    [Test]
    public void Compute_OnePiece_GivesTheRowsOfItsTokensInOrder([Values(1, 3)] int threads)
    {
        var model = TestModels.CreateFor(HeadKind.MaskedLm);
        var batch = TestModels.Batch(model.Shape, 3, _lengths);
        int[] masked = [0, 4, 7, 30, 47, 160];
        foreach (var token in masked)
        {
            batch.EditableIds[token] = 4;
        }

        int[] places = [.. Enumerable.Range(0, batch.TokenCount).Where(token => batch.Ids[token] == 4)];
        using var outputs = new TokenOutputs(model, threads, piece: 4);
        var logits = new float[places.Length * outputs.Outputs];
        outputs.Compute(batch, logits);

        var all = Logits(model, batch);
        Assert.Multiple(() =>
        {
            Assert.That(places, Is.SupersetOf(masked));
            Assert.That(logits.Chunk(outputs.Outputs), Is.EqualTo(places.Select(place => all[place])));
        });
    }

    [TestCase(HeadKind.Token)]
    [TestCase(HeadKind.QuestionAnswering)]
    [TestCase(HeadKind.MaskedLm)]
    public void Compute_Int8Model_DeviatesByRoundingAlone(HeadKind head)
    {
        var batch = TestModels.Batch(TestModels.Uneven, 3, _lengths);
        float[] exact = [.. Logits(TestModels.CreateFor(head), batch).SelectMany(row => row)];
        var rounded = Logits(TestModels.CreateFor(head, CompressedModelBuilder.Int8), batch).SelectMany(row => row);

        var deviation = exact.Zip(rounded, (a, b) => Math.Abs(a - b)).Max();
        Assert.That(deviation / exact.Max(Math.Abs), Is.GreaterThan(0).And.LessThan(0.12));
    }

    [Test]
    public void Score_Tokens_AreProbabilities()
    {
        var model = TestModels.CreateFor(HeadKind.Token);
        var batch = TestModels.Batch(model.Shape, 3, 5, 6);
        using var classifier = new TokenClassifier(model);
        var probabilities = new float[batch.TokenCount * classifier.LabelCount];

        classifier.Score(batch, probabilities);

        Assert.That(
            probabilities.Chunk(3),
            Is.EqualTo(Logits(model, batch).Select(row => ReferenceForward.Softmax([.. row.Select(value => (double)value)]))).Within(1e-6));
    }

    [Test]
    public void Score_WarmedUp_AllocatesNothing()
    {
        var model = TestModels.CreateFor(HeadKind.Token, CompressedModelBuilder.Int8);
        var batch = TestModels.Batch(model.Shape, 3, _lengths);
        using var classifier = new TokenClassifier(model);
        var probabilities = new float[batch.TokenCount * classifier.LabelCount];

        Assert.That(Allocations.FewestOf(() => classifier.Score(batch, probabilities)), Is.Zero);
    }

    [Test]
    public void Score_NoRoom_Throws()
    {
        using var classifier = new TokenClassifier(TestModels.CreateFor(HeadKind.Token));

        Assert.That(() => classifier.Score(TestModels.Batch(TestModels.Uneven, 1, 4, 2), new float[17]), Throws.ArgumentException.With.Message.Contains("6 rows of 3 values"));
    }

    [Test]
    public void Score_UnknownPiece_Throws()
    {
        using var classifier = new TokenClassifier(TestModels.CreateFor(HeadKind.Token));
        var batch = new TokenBatch();
        batch.AddSequence([2, 97, 3], [0, 0, 0]);

        Assert.That(() => classifier.Score(batch, new float[9]), Throws.ArgumentException.With.Message.Contains("Token 1 has the id 97"));
    }

    [Test]
    public void Constructor_OtherHead_Throws() =>
        Assert.That(() => new TokenClassifier(TestModels.Create()), Throws.ArgumentException.With.Message.Contains("one for classification, not for token-classification"));

    private static float[][] Logits(CompressedModel model, TokenBatch batch, int threads = 1)
    {
        using var outputs = new TokenOutputs(model, threads);
        var logits = new float[batch.TokenCount * outputs.Outputs];
        outputs.Compute(batch, logits);
        return [.. logits.Chunk(outputs.Outputs)];
    }
}
