using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class PieceSplitterTests
{
    private static readonly Vocabulary _vocabulary = Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "b", "ab", "##a", "##b", "##ab", "##c", "##𝕏"]);

    [TestCase("abab", new[] { "ab", "##ab" })]
    [TestCase("bac", new[] { "b", "##a", "##c" })]
    [TestCase("##abc", new[] { "##ab", "##c" })]
    [TestCase("a𝕏", new[] { "a", "##𝕏" })]
    [TestCase("ca", null)]
    [TestCase("abd", null)]
    [TestCase("##", null)]
    public void Split_Piece_TakesTheLongestParts(string piece, string[]? parts) =>
        Assert.That(PieceSplitter.Split(_vocabulary, piece)?.Select(id => _vocabulary[id]), Is.EqualTo(parts));

    /// <summary>A piece that begins a word is split as the tokenizer splits the word.</summary>
    [Test]
    public void Split_Words_AreSplitAsByTheTokenizer()
    {
        var (tokenizer, batch) = (TokenizerGolden.Tokenizer("bert-base-uncased"), new TokenBatch());
        foreach (var word in (string[])["unbelievably", "tokenization", "film", "donaudampfschiff", "xqzt"])
        {
            batch.Clear();
            tokenizer.AddTo(batch, word, 100);
            Assert.That(PieceSplitter.Split(tokenizer.Vocabulary, word), Is.EqualTo(batch.Ids[1..^1].ToArray()), word);
        }
    }
}
