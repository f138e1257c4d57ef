using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Tests.Data;

public class QuestionDatasetTests
{
    private const int MaxTokens = 14;
    private static readonly AnswerOptions _options = new() { Stride = 3 };
    private static readonly BertTokenizer _tokenizer = new(
        Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Enumerable.Range(0, 30).Select(i => $"w{i}"), "##s"]));

    [Test]
    public void Add_ShortText_PointsToTheTokensOfTheAnswer()
    {
        var data = Data("w1 w2", "w3 w4s w5 w6", "w4s w5");

        Assert.That(data.Count, Is.EqualTo(1));
        Assert.That(data.Answers.ToArray(), Is.EqualTo<AnswerSpan>([new AnswerSpan(5, 7)]), "[CLS] w1 w2 [SEP] w3 w4 ##s w5");
    }

    [Test]
    public void Add_PartOfAWord_TakesTheTokensThatHaveSomeOfIt()
    {
        var data = Data("w1", "w3 w17 w5", "17 w");

        Assert.That(data.Answers.ToArray(), Is.EqualTo<AnswerSpan>([new AnswerSpan(4, 5)]));
    }

    [Test]
    public void Add_LongText_PointsToClsWhereTheAnswerIsNotWhole()
    {
        var words = Enumerable.Range(0, 20).Select(i => $"w{i}").ToArray();
        var data = Data("w29", string.Join(' ', words), "w9 w10");

        // Ten tokens a window, three of them shared: w0 to w9, w7 to w16, w14 to w19.
        Assert.That(data.Count, Is.EqualTo(3));
        Assert.That(data.Answers.ToArray(), Is.EqualTo<AnswerSpan>([default, new AnswerSpan(3 + 2, 3 + 3), default]));
    }

    [Test]
    public void Add_NoAnswer_PointsToCls() => Assert.That(Data("w1", "w2 w3", "").Answers.ToArray(), Is.EqualTo<AnswerSpan>([default]));

    [Test]
    public void Add_AnswerWithoutTokens_PointsToCls() => Assert.That(Data("w1", "w2 \u200b\u200b w3", "\u200b\u200b").Answers.ToArray(), Is.EqualTo<AnswerSpan>([default]));

    private static TextDataset Data(string question, string context, string answer)
    {
        var data = new TextDataset(_tokenizer, MaxTokens);
        var place = answer.Length == 0 ? TrainingAnswer.None : new TrainingAnswer(context.IndexOf(answer, StringComparison.Ordinal), answer.Length);
        data.Add(question.AsMemory(), context.AsMemory(), place, _options);
        return data;
    }
}
