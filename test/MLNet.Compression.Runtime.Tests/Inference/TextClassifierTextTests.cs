using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

[TestFixture]
internal sealed class TextClassifierTextTests
{
    private const string Text = "piece7 piece12 [SEP] something piece50";
    private const string Pair = "piece9 piece96";

    [Test]
    public void Score_Text_EqualsTheScoreOfItsTokens()
    {
        var model = TestModels.Create(CompressedModelBuilder.Int8);
        using var classifier = new TextClassifier(model);
        var batch = new TokenBatch();
        new BertTokenizer(model.Vocabulary, model.Tokenizer).AddTo(batch, Text, model.MaxTokens);
        var (expected, actual) = (new float[3], new float[3]);
        classifier.Score(batch, expected);
        classifier.Score(Text, actual);

        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public void Score_Pair_EqualsTheScoreOfItsTokens()
    {
        var model = TestModels.Create(CompressedModelBuilder.Int8);
        using var classifier = new TextClassifier(model);
        var batch = new TokenBatch();
        new BertTokenizer(model.Vocabulary, model.Tokenizer).AddTo(batch, Text, Pair, model.MaxTokens);
        var (expected, actual) = (new float[3], new float[3]);
        classifier.Score(batch, expected);
        classifier.Score(Text, Pair, actual);

        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public void Score_PairInAModelWithoutTokenTypes_IsScored()
    {
        using var classifier = new TextClassifier(TestModels.Create(shape: TestModels.Uneven with { TokenTypes = 0 }));
        var scores = new float[3];
        classifier.Score(Text, Pair, scores);

        Assert.That(scores.Sum(), Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void Score_TextLongerThanTheModel_IsCut()
    {
        using var classifier = new TextClassifier(TestModels.Create());
        var (longer, shorter) = (new float[3], new float[3]);
        var words = Enumerable.Range(0, 100).Select(i => $"piece{5 + (i % 90)}").ToList();
        classifier.Score(string.Join(' ', words), longer);
        classifier.Score(string.Join(' ', words.Take(38)), shorter);

        Assert.That(longer, Is.EqualTo(shorter));
    }

    [Test]
    public void Score_EmptyText_IsScored()
    {
        using var classifier = new TextClassifier(TestModels.Create());
        var scores = new float[3];
        classifier.Score("", scores);

        Assert.That(scores.Sum(), Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void Score_WarmText_AllocatesNothing()
    {
        using var classifier = new TextClassifier(TestModels.Create(CompressedModelBuilder.Int8));
        var scores = new float[3];

        Assert.That(Allocations.FewestOf(ScoreBoth), Is.Zero);

        void ScoreBoth()
        {
            classifier.Score(Text, scores);
            classifier.Score(Text, Pair, scores);
        }
    }
}
