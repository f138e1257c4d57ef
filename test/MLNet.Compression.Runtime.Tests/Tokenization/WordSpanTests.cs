using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class WordSpanTests
{
    [TestCase("", "")]
    [TestCase(" \t\u00a0", "")]
    [TestCase("one", "one")]
    [TestCase("  one\u2003two\r\nthree. ", "one|two|three.")]
    public void Split_Text_GivesWhatStandsBetweenWhiteSpace(string text, string expected) =>
        Assert.That(string.Join('|', WordSpan.Split(text).Select(word => text[word.Start..word.End])), Is.EqualTo(expected));

    [Test]
    public void FirstPieces_Words_AreTheFirstTokensWithinThem()
    {
        TokenSpan[] tokens = [new(1, 0, 2), new(2, 2, 4), new(3, 5, 9), new(4, 9, 10), new(5, 20, 21)];
        WordSpan[] words = [new(0, 4), new(5, 2), new(8, 1), new(9, 1), new(12, 0), new(13, 3), new(18, 9)];

        Assert.That(FirstPieces.Of(tokens, words), Is.EqualTo([0, 2, FirstPieces.None, 3, FirstPieces.None, FirstPieces.None, 4]));
    }

    [Test]
    public void OverlappingWindows_AnyLength_CountsEachTokenOnceAndFarFromEdges()
    {
        for (var (room, tokens) = (1, 0); room <= 12; (room, tokens) = tokens == 40 ? (room + 1, 0) : (room, tokens + 1))
        {
            var windows = new OverlappingWindows(tokens, room);
            Assert.That(windows.StartOf(windows.Count - 1) + windows.Length, Is.EqualTo(tokens), $"{tokens} in {room}");
            for (var token = 0; token < tokens; token++)
            {
                var (window, start) = (windows.Of(token), windows.StartOf(windows.Of(token)));
                Assert.That(token, Is.InRange(start, start + windows.Length - 1));
                var edge = Edge(token, start);
                var others = Enumerable.Range(0, windows.Count).Select(other => Edge(token, windows.StartOf(other)));
                Assert.That(edge, Is.EqualTo(others.Max()).Or.EqualTo(others.Max() - 1), $"token {token} of {tokens} in {room}, window {window}");
            }

            int Edge(int token, int start) => Math.Min(
                start == 0 ? int.MaxValue : token - start, start + windows.Length == tokens ? int.MaxValue : start + windows.Length - 1 - token);
        }
    }
}
