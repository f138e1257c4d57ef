namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class BertTokenizerRandomTests
{
    [TestCase("bert-base-uncased", 0.02, 1, 200, 150)]
    [TestCase("bert-base-uncased", 0.4, 1, 60, 150)]
    [TestCase("bert-base-uncased", 0.01, 3900, 9000, 8)]
    [TestCase("bert-base-cased", 0.05, 1, 200, 150)]
    [TestCase("bert-base-cased", 0.01, 3900, 9000, 8)]
    public void Encode_RandomTexts_EqualsTheReferenceSteps(string model, double oddShare, int shortest, int longest, int texts)
    {
        var reference = new ReferenceTokenizer(model);
        var tokenizer = new BertTokenizer(
            TokenizerGolden.Tokenizer(model).Vocabulary, new TokenizerOptions { LowerCase = model == "bert-base-uncased" });
        var random = new RandomText(texts + longest);
        var actual = new TokenizedText();
        for (var i = 0; i < texts; i++)
        {
            var text = random.Next(shortest + ((longest - shortest) * i / texts), oddShare);

            tokenizer.Encode(text, actual);

            Assert.That(actual.Tokens.ToArray(), Is.EqualTo(reference.Encode(text)), text);
        }
    }

    [Test]
    public void Encode_WordAcrossBlocks_IsOneWord([Values(4075, 4080, 4084, 4090, 4095, 4096, 4097, 4110)] int spaces)
    {
        var text = new string(' ', spaces) + "tokenization, caf\u00E9\u0301 the";
        var actual = new TokenizedText();

        TokenizerGolden.Tokenizer("bert-base-uncased").Encode(text, actual);

        Assert.That(
            actual.Tokens.ToArray().Select(t => (t.Start - spaces, t.End - spaces)),
            Is.EqualTo([(0, 5), (5, 12), (12, 13), (14, 18), (20, 23)]));
    }

    [Test]
    public void Encode_OnManyThreads_GivesTheSameTokens()
    {
        var random = new RandomText(7);
        string[] texts = [.. Enumerable.Range(0, 400).Select(i => random.Next(1 + i, 0.1))];
        var tokenizer = TokenizerGolden.Tokenizer("bert-base-uncased");
        TokenSpan[][] expected = [.. texts.Select(text => Encode(tokenizer, text))];

        TokenSpan[][] actual = [.. texts.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(text => Encode(tokenizer, text))];

        Assert.That(actual, Is.EqualTo(expected));
    }

    private static TokenSpan[] Encode(BertTokenizer tokenizer, string text)
    {
        var tokens = new TokenizedText();
        tokenizer.Encode(text, tokens);
        return tokens.Tokens.ToArray();
    }
}
