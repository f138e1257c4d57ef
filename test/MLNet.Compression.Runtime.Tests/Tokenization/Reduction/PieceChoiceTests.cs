using MLNet.Compression.Runtime.Tokenization.Reduction;

namespace MLNet.Compression.Runtime.Tests.Tokenization.Reduction;

[TestFixture]
internal sealed class PieceChoiceTests
{
    private static readonly string[] _indispensable = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "c", "##a", "##b", "##c"];

    private static readonly BertTokenizer _tokenizer = Tokenizer("[unused0]", "Ab", "ab", "##bc", "abc", "##ab", "[x", "cab", "##cab");

    [Test]
    public void ByNumber_MoreThanTheCorpusUses_GoesOnInTheVocabularysOrderPastWhatNoTextHolds()
    {
        var tally = Tally("cab cab cabab");

        Assert.That(Kept(11, tally), Is.EqualTo(_indispensable));
        Assert.That(Kept(12, tally), Is.EqualTo((string[])[.. _indispensable, "cab"]), "3 times");
        Assert.That(Kept(13, tally), Is.EqualTo((string[])[.. _indispensable, "##ab", "cab"]), "once");
        Assert.That(Kept(14, tally), Is.EqualTo((string[])[.. _indispensable, "ab", "##ab", "cab"]), "the first of the vocabulary that a text can hold");
        Assert.That(Kept(1000, tally), Is.EqualTo((string[])[.. _indispensable, "ab", "##bc", "abc", "##ab", "cab", "##cab"]));
    }

    [Test]
    public void ByNumber_GeneralCorpus_ComesBetween()
    {
        var choice = new PieceChoice(_tokenizer);

        var kept = choice.ByNumber(13, Tally("cab"), Tally("abc abc ab"));

        Assert.That(Pieces(kept), Is.EqualTo((string[])[.. _indispensable, "abc", "cab"]));
    }

    [Test]
    public void ByNumber_FewerThanTheIndispensable_SaysHowManyTheseAre() =>
        Assert.That(() => Kept(10, Tally("a")), Throws.ArgumentException.With.Message.Contains("10 pieces are asked for").And.Message.Contains("11 of the vocabulary's 20"));

    /// <summary>Of ten tokens, cab has 4, abc 3, a 2, ab 1.</summary>
    [TestCase(0.2, new string[0])]
    [TestCase(0.6, new[] { "cab" })]
    [TestCase(0.61, new[] { "abc", "cab" })]
    [TestCase(0.9, new[] { "abc", "cab" })]
    [TestCase(1, new[] { "ab", "abc", "cab" })]
    public void ByCoverage_Share_IsReachedByTheFewestPieces(double coverage, string[] more)
    {
        var kept = new PieceChoice(_tokenizer).ByCoverage(coverage, Tally("cab cab cab cab abc abc abc a a ab"));

        Assert.That(Pieces(kept), Is.EqualTo((string[])[.. _indispensable, .. more]));
    }

    [Test]
    public void ByNumber_OfBertsVocabulary_KeepsEverySingleCharacterAndLeavesUnusedOut()
    {
        var tokenizer = TokenizerGolden.Tokenizer("bert-base-uncased");
        var kept = new PieceChoice(tokenizer).ByNumber(8_000, PieceTally.Of(tokenizer, ["the film is unbelievably good"], default));

        var (pieces, all) = (kept.Select(id => tokenizer.Vocabulary[id]).ToHashSet(), tokenizer.Vocabulary.Tokens);
        Assert.That(pieces, Has.Count.EqualTo(8_000));
        Assert.That(all.Where(piece => (piece.StartsWith("##", StringComparison.Ordinal) ? piece[2..] : piece).EnumerateRunes().Count() == 1), Is.SubsetOf(pieces));
        Assert.That(pieces, Has.None.Contains("unused"));
        Assert.That(pieces, Is.SupersetOf((string[])["the", "film", "un", "##bel", "##ie", "good"]));
    }

    private static string[] Kept(int pieces, PieceTally tally) => Pieces(new PieceChoice(_tokenizer).ByNumber(pieces, tally));

    private static string[] Pieces(IEnumerable<int> ids) => [.. ids.Select(id => _tokenizer.Vocabulary[id])];

    private static PieceTally Tally(string text) => PieceTally.Of(_tokenizer, [text], default);

    private static BertTokenizer Tokenizer(params string[] more) => new(Vocabulary.FromTokens([.. _indispensable, .. more]));
}
