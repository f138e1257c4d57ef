namespace MLNet.Compression.Runtime.Tests.Inference;

[TestFixture]
internal sealed class AnswerFinderTests
{
    private const string Question = "piece5 piece6";
    private static readonly AnswerOptions _options = new() { Stride = 8, MostAnswerTokens = 4 };

    [Test]
    public void Find_TextOfOneWindow_RanksAllSpansByTheReferencesScores([Values] bool mayHaveNone)
    {
        var model = TestModels.CreateFor(HeadKind.QuestionAnswering);
        using var finder = new AnswerFinder(model, _options with { MayHaveNone = mayHaveNone });
        int[] context = [20, 31, 7, 9, 50, 61, 20];

        var found = Find(finder, Question, Text(context), 5);

        var expected = Spans(model, context, mayHaveNone);
        var sum = expected.Sum(span => Math.Exp(span.Score));
        Assert.That(found.Select(answer => answer.Score), Is.EqualTo(expected.Take(5).Select(span => Math.Exp(span.Score) / sum)).Within(1e-5));
        Assert.That(found.Select(answer => answer.In(Text(context))), Is.EqualTo(expected.Take(5).Select(span => span.Text)));
    }

    [Test]
    public void Find_LongText_FindsInSomeWindowWhatALongerModelWouldHaveToLookAt([Values(1, 2)] int threads)
    {
        var model = TestModels.CreateFor(HeadKind.QuestionAnswering);
        using var finder = new AnswerFinder(model, _options, threads);
        int[] context = [.. Enumerable.Range(0, 100).Select(i => 5 + (i * 37 % 92))];

        var found = Find(finder, Question, Text(context), 500);

        Assert.Multiple(() =>
        {
            Assert.That(found.Sum(answer => answer.Score), Is.EqualTo(1).Within(1e-4));
            Assert.That(found.Select(answer => answer.Start).Distinct().Count(), Is.EqualTo(100), "every token may start an answer");
            Assert.That(found.Select(answer => (answer.Start, answer.Length)), Is.Unique);
            Assert.That(found.Select(answer => answer.Score), Is.Ordered.Descending);
        });
    }

    [Test]
    public void Find_TextWithoutTokens_HasNoAnswer()
    {
        using var finder = new AnswerFinder(TestModels.CreateFor(HeadKind.QuestionAnswering), _options);

        Assert.That(Find(finder, Question, " ", 3), Is.Empty);
        Assert.That(finder.Find(Question, " "), Is.EqualTo(default(FoundAnswer)));
    }

    [Test]
    public void Find_QuestionLongerThanTheModel_IsCut()
    {
        using var finder = new AnswerFinder(TestModels.CreateFor(HeadKind.QuestionAnswering), _options);
        var question = string.Join(' ', Enumerable.Repeat("piece5", 100));

        Assert.That(finder.Find(question, "piece20 piece31").Length, Is.GreaterThan(0));
    }

    [Test]
    public void Find_WarmedUp_AllocatesNothing()
    {
        using var finder = new AnswerFinder(TestModels.CreateFor(HeadKind.QuestionAnswering), _options);
        var (answers, context) = (new FoundAnswer[3], Text([.. Enumerable.Range(5, 60)]));

        Assert.That(Allocations.FewestOf(() => finder.Find(Question, context, answers)), Is.Zero);
    }

    [Test]
    public void Constructor_OptionOutOfRange_Throws() =>
        Assert.That(
            () => new AnswerFinder(TestModels.CreateFor(HeadKind.QuestionAnswering), new AnswerOptions { MostAnswerTokens = 0 }),
            Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Constructor_OneTokenType_Throws() =>
        Assert.That(
            () => new AnswerFinder(TestModels.CreateFor(HeadKind.QuestionAnswering, shape: TestModels.Uneven with { TokenTypes = 1 })),
            Throws.ArgumentException.With.Message.Contains("one token type"));

    private static FoundAnswer[] Find(AnswerFinder finder, string question, string context, int most)
    {
        var answers = new FoundAnswer[most];
        return answers[..finder.Find(question, context, answers)];
    }

    private static string Text(int[] pieces) => string.Join(' ', pieces.Select(piece => $"piece{piece}"));

    /// <summary>All spans of up to four pieces, the best first, by plain loops over the reference's scores.</summary>
    private static List<(string Text, double Score)> Spans(CompressedModel model, int[] context, bool mayHaveNone)
    {
        int[] ids = [2, 5, 6, 3, .. context, 3];
        var logits = ReferenceForward.TokenLogits(model, ids, [0, 0, 0, 0, .. Enumerable.Repeat(1, context.Length + 1)]);
        var spans = new List<(string Text, double Score)>();
        for (var first = 0; first < context.Length; first++)
        {
            for (var last = first; last < Math.Min(first + 4, context.Length); last++)
            {
                spans.Add((Text(context[first..(last + 1)]), logits[4 + first][0] + logits[4 + last][1]));
            }
        }

        if (mayHaveNone)
        {
            spans.Add(("", logits[0][0] + logits[0][1]));
        }

        return [.. spans.OrderByDescending(span => span.Score)];
    }
}
