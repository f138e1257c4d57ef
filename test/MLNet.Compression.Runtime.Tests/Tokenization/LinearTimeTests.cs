using System.Diagnostics;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>A long text takes the processor time of many short ones of the same length together; if time grew with the square, 16 times that.</summary>
[TestFixture]
internal sealed class LinearTimeTests
{
    private const int Length = 100_000;
    private const int Factor = 16;
    private const int MostGrowth = 6;
    private const int Repeats = 5;

    // A word is tried against "aaa...b" from each of its letters: the costliest vocabulary for it.
    private static readonly BertTokenizer _tokenizer = new(
        Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##a", $"{new string('a', 20)}b", $"##{new string('a', 20)}b"]));

    private static readonly BertTokenizer _recognizing = new(_tokenizer.Vocabulary, new TokenizerOptions { RecognizeSpecialTokens = true });

    private static readonly TestCaseData[] _texts =
    [
        Text("one word", "a"),
        Text("words", new string('a', 100) + " "),
        Text("spaces", " "),
        Text("brackets", "["),
        Text("broken special tokens", "[SEP"),
        Text("special tokens", "[SEP]"),
        Text("combining marks", "\u0301"),
        Text("lone surrogates", "\ud800"),
        Text("Hangul", "\uac01"),
    ];

    [TestCaseSource(nameof(_texts))]
    public void AddTo_LongText_TakesTheTimeOfManyShortOnes(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, Factor * Length / piece.Length));

        foreach (var tokenizer in new[] { _tokenizer, _recognizing })
        {
            var shortTexts = Best(() => Tokenize(tokenizer, text.AsSpan(0, Length), times: Factor));
            var longText = Best(() => Tokenize(tokenizer, text, times: 1));
            Assert.That(longText / shortTexts, Is.LessThan(MostGrowth));
        }
    }

    private static TestCaseData Text(string name, string piece) => new TestCaseData(piece).SetArgDisplayNames(name);

    private static void Tokenize(BertTokenizer tokenizer, ReadOnlySpan<char> text, int times)
    {
        var batch = new TokenBatch();
        for (; times > 0; times--)
        {
            tokenizer.AddTo(batch, text, maxTokens: 128);
        }
    }

    // The processor's time, as the clock's depends on what else the machine does.
    private static double Best(Action action) => Enumerable.Range(0, Repeats).Min(_ =>
    {
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        action();
        process.Refresh();
        return Math.Max(1, (process.TotalProcessorTime - start).TotalMilliseconds);
    });
}
