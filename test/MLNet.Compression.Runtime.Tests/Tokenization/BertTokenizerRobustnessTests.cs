namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class BertTokenizerRobustnessTests
{
    private static readonly BertTokenizer _tokenizer = new(TokenizerGolden.Tokenizer("bert-base-uncased").Vocabulary);

    [TestCase("<the", '\uD800', 1, 4)]
    [TestCase("the<", '\uDC00', 0, 3)]
    [TestCase("t<he", '\uD800', 0, 4)]
    [TestCase("t<he", '\uDC00', 0, 4)]
    [TestCase("the<", '\uD800', 0, 3)]
    public void Encode_LoneSurrogate_IsDroppedByCleaning(string pattern, char surrogate, int start, int end)
    {
        Assert.That(Encode(_tokenizer, pattern.Replace('<', surrogate)), Is.EqualTo([new TokenSpan(IdOf("the"), start, end)]));
    }

    [Test]
    public void Encode_LoneSurrogateWithoutCleaning_IsUnknown()
    {
        var tokenizer = new BertTokenizer(_tokenizer.Vocabulary, new TokenizerOptions { CleanText = false });

        Assert.That(Encode(tokenizer, "the\uD800"), Is.EqualTo([new TokenSpan(_tokenizer.Vocabulary.UnknownId, 0, 4)]));
    }

    [Test]
    public void Encode_SpecialTokensInText_ArePlainTextByDefault()
    {
        int[] special = [_tokenizer.Vocabulary.SeparatorId, _tokenizer.Vocabulary.MaskId!.Value];

        Assert.That(Encode(_tokenizer, "a [SEP] b[MASK]c").Select(t => t.Id), Has.None.AnyOf(special));
        Assert.That(Encode(TokenizerGolden.Tokenizer("bert-base-uncased"), "a [SEP] b[MASK]c").Select(t => t.Id),
            Is.SupersetOf(special));
    }

    [TestCase(100)]
    [TestCase(101)]
    [TestCase(3_000_000)]
    public void Encode_LongWord_IsUnknownPastTheLimit(int length)
    {
        var tokens = Encode(_tokenizer, new string('a', length));

        if (length <= 100)
        {
            Assert.That(tokens.Select(t => t.Id), Has.None.EqualTo(_tokenizer.Vocabulary.UnknownId));
        }
        else
        {
            Assert.That(tokens, Is.EqualTo([new TokenSpan(_tokenizer.Vocabulary.UnknownId, 0, length)]));
        }
    }

    [TestCase(3, "aaa", 3)]
    [TestCase(3, "aaaa", 1)]
    [TestCase(20, "aaaaaaaaaaaaaaaaaaaa", 20)]
    [TestCase(20, "aaaaaaaaaaaaaaaaaaaaa", 1)]
    public void Encode_WithAnotherWordLimit_FollowsIt(int limit, string text, int tokens)
    {
        var tokenizer = new BertTokenizer(
            Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##a"]), new TokenizerOptions { MaxWordLength = limit });

        Assert.That(Encode(tokenizer, text), Has.Length.EqualTo(tokens));
    }

    [Test]
    public void Encode_MillionCombiningMarks_AreOneLetterWithAccents()
    {
        var text = "e" + new string('\u0301', 1_000_000) + " the";

        Assert.That(Encode(_tokenizer, text),
            Is.EqualTo([new TokenSpan(IdOf("e"), 0, 1), new TokenSpan(IdOf("the"), 1_000_002, 1_000_005)]));
    }

    [Test]
    public void AddTo_TextOfTenMegabytes_KeepsTheFirstTokensAndCountsTheRest()
    {
        var text = string.Concat(Enumerable.Repeat("the caf\u00E9 \u4E2D! ", 800_000));
        var batch = new TokenBatch();

        var cut = _tokenizer.AddTo(batch, text, maxTokens: 128);

        Assert.That(batch.TokenCount, Is.EqualTo(128));
        Assert.That(cut, Is.EqualTo((4 * 800_000) - 126));
    }

    [Test]
    public void AddTo_Warm_AllocatesNothing()
    {
        var batch = new TokenBatch();
        const string Text = "The caf\u00E9 serves unbelievably tokenized \u4E2D\uAC01\uD83D\uDE00 internationalization, a\u000Bb.";

        Assert.That(Allocations.FewestOf(Tokenize), Is.Zero);

        void Tokenize()
        {
            batch.Clear();
            _tokenizer.AddTo(batch, Text, 128);
            _tokenizer.AddTo(batch, Text, Text, 512);
        }
    }

    [TestCase("the\u000Bcat", true, 1)]
    [TestCase("the\u000Bcat", false, 2)]
    [TestCase("the\u0085cat", false, 2)]
    [TestCase("the\u0001", true, 1)]
    [TestCase("the\u3000cat", false, 2)]
    public void Encode_WithAndWithoutCleaning_SplitsAtWhiteSpaceAlone(string text, bool cleanText, int words)
    {
        var tokenizer = new BertTokenizer(
            Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "cat"]), new TokenizerOptions { CleanText = cleanText });

        Assert.That(Encode(tokenizer, text), Has.Length.EqualTo(words));
    }

    [TestCase(true, 2)]
    [TestCase(false, 1)]
    public void Encode_Ideographs_AreWordsOnlyWhereCjkIsSplit(bool splitCjk, int words)
    {
        var tokenizer = new BertTokenizer(
            Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]"]), new TokenizerOptions { SplitCjk = splitCjk });

        Assert.That(Encode(tokenizer, "\u4E2D\u6587"), Has.Length.EqualTo(words));
    }

    [TestCase(2)]
    [TestCase(5)]
    [TestCase(100)]
    public void AddTo_TokenizedText_EqualsThatOfItsText(int maxTokens)
    {
        const string Text = "unaffable caf\u00E9, indeed";
        TokenBatch expected = new(), actual = new();
        var tokenized = new TokenizedText();
        _tokenizer.Encode(Text, tokenized);

        var cut = _tokenizer.AddTo(actual, tokenized, maxTokens);

        Assert.That(cut, Is.EqualTo(_tokenizer.AddTo(expected, Text, maxTokens)));
        Assert.That(actual.Ids.ToArray(), Is.EqualTo(expected.Ids.ToArray()));
        Assert.That(actual.TokenTypes.ToArray(), Is.EqualTo(expected.TokenTypes.ToArray()));
    }

    [Test]
    public void AddTo_EmptyTexts_AreTheSpecialTokensAlone()
    {
        var batch = new TokenBatch();
        _tokenizer.AddTo(batch, "", maxTokens: 2);
        _tokenizer.AddTo(batch, "", "", maxTokens: 3);

        Assert.That(batch.Ids.ToArray(), Is.EqualTo([101, 102, 101, 102, 102]));
        Assert.That(batch.SequenceStarts.ToArray(), Is.EqualTo([0, 2, 5]));
    }

    [Test]
    public void PublicMethods_BadArguments_AreRefused()
    {
        var batch = new TokenBatch();
        var text = new TokenizedText();
        Assert.That(() => new BertTokenizer(null!), Throws.ArgumentNullException);
        Assert.That(() => new BertTokenizer(_tokenizer.Vocabulary, new TokenizerOptions { MaxWordLength = 0 }), Throws.ArgumentException);
        Assert.That(() => _tokenizer.AddTo(batch, "a", 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => _tokenizer.AddTo(batch, "a", "b", 2), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => _tokenizer.AddTo(batch, "a b", "c d", 4, (TruncationStrategy)9), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => _tokenizer.AddTo(null!, "a", 9), Throws.ArgumentNullException);
        Assert.That(() => _tokenizer.Encode("a", null!), Throws.ArgumentNullException);
        Assert.That(() => _tokenizer.AddWindowsTo(batch, text, text, 8, 5, []), Throws.ArgumentException);
        Assert.That(() => _tokenizer.AddWindowsTo(batch, text, text, 8, -1, []), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(batch.TokenCount, Is.Zero);
    }

    private static int IdOf(string token)
    {
        Assert.That(_tokenizer.Vocabulary.TryGetId(token, out var id), Is.True);
        return id;
    }

    private static TokenSpan[] Encode(BertTokenizer tokenizer, string text)
    {
        var tokens = new TokenizedText();
        tokenizer.Encode(text, tokens);
        return tokens.Tokens.ToArray();
    }
}
