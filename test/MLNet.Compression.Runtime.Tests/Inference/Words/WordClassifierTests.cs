using MLNet.Compression.Runtime.Inference.Words;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Tests.Inference.Words;

[TestFixture]
internal sealed class WordClassifierTests
{
    private const int Classification = 2;
    private const int Separator = 3;

    private static readonly CompressedModel _model = TestModels.CreateFor(HeadKind.Token);

    [Test]
    public void Score_Words_AreThoseOfTheirFirstTokens([Values(1, 3)] int threads)
    {
        string[] texts = ["piece7", "piece9 , piece11, x", ""];
        using var classifier = new WordClassifier(_model, threads);
        var batch = classifier.NewBatch();
        foreach (var text in texts)
        {
            batch.Add(text, WordSpan.Split(text));
        }

        // The comma behind piece11 is a token of the same word; what is not in the vocabulary is [UNK], 1.
        double[][] expected = [.. Probabilities(7)[1..2], .. Probabilities(9, 1, 11, 1, 1)[1..4], .. Probabilities(9, 1, 11, 1, 1)[5..6]];
        Assert.That(Score(classifier, batch), Is.EqualTo(expected).Within(5e-5));
    }

    [Test]
    public void Score_LongText_ReadsWordsInThePartWhereTheyAreFarFromTheEdge()
    {
        int[] ids = [.. Enumerable.Range(0, 60).Select(i => 5 + i)];
        var text = string.Join(' ', ids.Select(id => $"piece{id}"));
        using var classifier = new WordClassifier(_model, threads: 1);
        var batch = classifier.NewBatch();
        batch.Add(text, WordSpan.Split(text));

        // Of 40 tokens two are special: the parts are words 0 to 37 and 22 to 59, and 30 is where the second one is better.
        double[][] expected = [.. Probabilities(ids[..38])[1..31], .. Probabilities(ids[22..])[9..39]];
        Assert.That(Score(classifier, batch), Is.EqualTo(expected).Within(5e-5));
    }

    [Test]
    public void Score_WordWithoutPieces_HasNoTagWhereNoneMeansNothing()
    {
        using var classifier = new WordClassifier(_model, threads: 1);
        var batch = classifier.NewBatch();
        batch.Add("piece7  piece8", [new WordSpan(0, 6), new WordSpan(7, 0), new WordSpan(8, 6)]);

        var rows = Score(classifier, batch);

        Assert.That(rows[1], Is.All.Zero);
        Assert.That(rows[2], Is.EqualTo(Probabilities(7, 8)[2]).Within(5e-5));
    }

    [Test]
    public void Constructor_OtherHead_Throws() =>
        Assert.That(() => new EntityRecognizer(TestModels.Create()), Throws.ArgumentException.With.Message.Contains("classification"));

    private static double[][] Score(WordClassifier classifier, WordBatch batch)
    {
        var values = new float[batch.Places.Count * classifier.LabelCount];
        classifier.Score(batch, values);
        return [.. values.Chunk(classifier.LabelCount).Select(row => row.Select(value => (double)value).ToArray())];
    }

    /// <summary>Of [CLS], the pieces and [SEP], in plain double arithmetic.</summary>
    private static double[][] Probabilities(params int[] pieces)
    {
        int[] ids = [Classification, .. pieces, Separator];
        return [.. ReferenceForward.TokenLogits(_model, ids, new int[ids.Length]).Select(row =>
        {
            double[] powers = [.. row.Select(value => Math.Exp(value))];
            return powers.Select(power => power / powers.Sum()).ToArray();
        })];
    }
}
