using System.Text.Json;
using MLNet.Compression.Runtime.Tokenization.WordPiece;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>Decomposition puts marks in canonical order; that shows where not all of them are dropped.</summary>
[TestFixture]
internal sealed class MarkOrderTests
{
    private static readonly string[] _special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];

    [Test]
    public void Read_TextsWithKeptMarks_GivesCanonicalOrderAndPlaces()
    {
        var reader = new WordReader(new TokenizerOptions());
        var word = new WordBuffer();
        JsonElement[] lines = [.. TokenizerGolden.Json("canonical-order.json").EnumerateArray()];
        var codePoints = 0;
        foreach (var line in lines)
        {
            var position = 0;
            Assert.That(reader.Read(line.Text("text"), ref position, word));
            Assert.That(word.CodePoints.ToArray(), Is.EqualTo(line.Integers("code_points")), line.GetRawText());
            Assert.That(Enumerable.Range(0, word.Length).Select(i => (word.StartOf(i), word.EndOf(i))), Is.EqualTo(line.Offsets("offsets")), line.GetRawText());
            Assert.That((word.Start, word.End), Is.EqualTo((word.StartOf(0), word.EndOf(word.Length - 1))));
            Assert.That(position, Is.EqualTo(line.Text("text").Length));
            codePoints += word.Length;
        }

        TestContext.Out.WriteLine($"{lines.Length} texts, {codePoints} code points with their places: all equal");
    }

    /// <remarks>U+302E (class 224) and U+302F (224) stay, U+1B44 (9) stays, U+0301 (230) is dropped, U+034F (0) is dropped but lets nothing pass.</remarks>
    [TestCase("a\u302E\u1B44", "a ##\u1B44 ##\u302E", new[] { 0, 1, 1, 2, 2, 3 }, TestName = "Marks in the wrong order change places")]
    [TestCase("a\u302F\u302E", "a ##\u302F ##\u302E", new[] { 0, 1, 1, 2, 2, 3 }, TestName = "Marks of one class keep their order")]
    [TestCase("a\u0301\u302E", "a ##\u302E", new[] { 0, 1, 1, 2 }, TestName = "A dropped accent leaves its place to the mark that goes before it")]
    [TestCase("\u00E9\u302E", "e ##\u302E", new[] { 0, 1, 1, 2 }, TestName = "The accent of a composed letter has no place")]
    [TestCase("a\u302E\u034F\u1B44", "a ##\u302E ##\u1B44", new[] { 0, 1, 1, 2, 3, 4 }, TestName = "Marks do not pass one of class 0")]
    [TestCase("a\u302E\u200D\u1B44", "a ##\u1B44 ##\u302E", new[] { 0, 1, 1, 2, 3, 4 }, TestName = "Marks pass what cleaning removes")]
    [TestCase("a \u302E\u1B44", "a \u1B44 ##\u302E", new[] { 0, 1, 2, 3, 3, 4 }, TestName = "A run at the start of a word")]
    [TestCase("a,\u302E\u1B44", "a , \u1B44 ##\u302E", new[] { 0, 1, 1, 2, 2, 3, 3, 4 }, TestName = "A run behind punctuation")]
    [TestCase("\U0001D15E\u1B44", "\U0001D157 ##\u1B44 ##\U0001D165", new[] { 0, 2, 2, 3, 2, 3 }, TestName = "A mark of a decomposed character moves without its place")]
    public void Encode_UncasedMarks_AreInCanonicalOrder(string text, string pieces, int[] places)
    {
        var tokens = pieces.Split(' ');
        Assert.That(Encode(text, tokens, new TokenizerOptions()), Is.EqualTo(tokens.Zip(places.Chunk(2), (token, place) => (token, place[0], place[1]))));
    }

    [Test]
    public void Encode_CasedMarks_StayAsTheyStand()
    {
        string[] tokens = ["a", "##\u302E", "##\u1B44"];

        Assert.That(Encode("a\u302E\u1B44", tokens, new TokenizerOptions { LowerCase = false }).Select(t => t.Piece), Is.EqualTo(tokens));
    }

    [Test]
    public void Encode_RandomMarks_EqualsTheReferenceSteps()
    {
        string[] marks = ["\u302E", "\u302F", "\u1B44", "\u1DFB", "\u08D4", "\u08D9", "\uA953", "\U0001E000", "\U0001D165", "\U0001D16D", "\u20DD"];
        string[] others = ["\u0301", "\u0323", "\u0345", "\u0F73", "\u0344", "\u034F", "\u200D", "\u00E9", "\U0001D160", "a", "B", " ", ",", "\u4E2D", "\uAC01", "\uD83D"];
        string[] alphabet = ["a", "b", "e", ",", "\u4E2D", "\u1100", "\u1161", "\u11A8", "\U0001D158", "\U0001D16E", .. marks];
        string[] vocabulary = [.. _special, .. alphabet, .. alphabet.Select(piece => "##" + piece)];
        var reference = new ReferenceTokenizer(vocabulary, lowerCase: true);
        var tokenizer = new BertTokenizer(Vocabulary.FromTokens(vocabulary));
        var random = new Random(5);
        var tokens = 0;
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pick(random, random.Next(2) == 0 ? marks : others)));
            var actual = new TokenizedText();
            tokenizer.Encode(text, actual);
            Assert.That(actual.Tokens.ToArray(), Is.EqualTo(reference.Encode(text)), () => string.Join(' ', text.Select(c => $"{(int)c:X4}")));
            tokens += actual.Count;
        }

        TestContext.Out.WriteLine($"2000 texts, {tokens} tokens: all equal");
    }

    [Test]
    public void Encode_MillionMarksOutOfOrder_AreOneWord()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0301\u302E\u1B44", 333_333));
        var actual = new TokenizedText();

        TokenizerGolden.Tokenizer("bert-base-uncased").Encode(text, actual);

        Assert.That(actual.Tokens.ToArray(), Is.EqualTo([new TokenSpan(100, 0, 666_667)]), "a third of the marks is dropped, and with them the last places");
    }

    private static IEnumerable<(string Piece, int Start, int End)> Encode(string text, string[] pieces, TokenizerOptions options)
    {
        var tokenizer = new BertTokenizer(Vocabulary.FromTokens([.. _special, .. pieces]), options);
        var tokens = new TokenizedText();
        tokenizer.Encode(text, tokens);
        return tokens.Tokens.ToArray().Select(token => (tokenizer.Vocabulary[token.Id], token.Start, token.End));
    }

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
