namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>Tokens that somebody added to the tokenizer of a <c>vocab.txt</c>, as the reference's files say so.</summary>
[TestFixture]
internal sealed class AddedTokenFilesTests
{
    private const string Text = "The [E1]cat [e1] [E1] Covids [CLS]";

    // [CLS] in a text is not taken for the special token: brackets and letters are [UNK].
    private static readonly int[] s_without = [5, 1, 1, 1, 6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    private static readonly int[] s_withMark = [5, 10, 6, 1, 1, 1, 10, 1, 1, 1, 1];
    private static readonly int[] s_withBoth = [5, 10, 6, 1, 1, 1, 10, 11, 1, 1, 1, 1];

    [Test]
    public void Load_NoAddedTokens_SplitsTheirTexts() => RequireIds(new TokenizerFolder().WriteVocabulary(), s_without);

    [Test]
    public void Load_AddedTokensJson_FindsThem() => RequireIds(
        new TokenizerFolder().WriteVocabulary()
            .Write("added_tokens.json", """{"[E1]": 10}""").Write("special_tokens_map.json", """{"additional_special_tokens": ["[E1]"]}"""),
        s_withMark);

    [Test]
    public void Load_AddedTokensJsonThatAreNotSpecial_FindsThemInNormalizedText() => RequireIds(
        new TokenizerFolder().WriteVocabulary()
            .Write("added_tokens.json", """{"covid": 11, "[E1]": 10}""").Write("special_tokens_map.json", """{"additional_special_tokens": [{"content": "[E1]"}]}"""),
        s_withBoth);

    [Test]
    public void Load_AddedTokensDecoder_FindsThemAndOutweighsOlderFiles() => RequireIds(
        new TokenizerFolder().WriteVocabulary()
            .Write("added_tokens.json", """{"[E1]": 77}""")
            .Write("tokenizer_config.json",
                """{"added_tokens_decoder": {"2": {"content": "[CLS]", "special": true}, "11": {"content": "covid"}, "10": {"content": "[E1]", "special": true, "__type": "AddedToken"}}}"""),
        s_withBoth);

    [TestCase("tokenizer_config.json", "additional_special_tokens")]
    [TestCase("tokenizer_config.json", "extra_special_tokens")]
    [TestCase("special_tokens_map.json", "additional_special_tokens")]
    public void Load_SpecialTokensWithoutIds_StandBehindThePieces(string file, string setting) =>
        RequireIds(new TokenizerFolder().WriteVocabulary().Write(file, $$"""{"{{setting}}": ["[E1]"]}"""), s_withMark);

    [Test]
    public void Load_NamedExtraTokens_StandBehindThePieces() =>
        RequireIds(new TokenizerFolder().WriteVocabulary().Write("tokenizer_config.json", """{"extra_special_tokens": {"mark": "[E1]"}}"""), s_withMark);

    [Test]
    public void Load_SpecialTokenThatIsAPiece_HasItsId()
    {
        using TokenizerFolder folder = new TokenizerFolder().WriteVocabulary().Write("special_tokens_map.json", """{"additional_special_tokens": ["cat"]}""");

        BertTokenizer tokenizer = BertTokenizer.Load(folder.Path);

        Assert.That(IdsOf(tokenizer, "cats xcat Cat"), Is.EqualTo(new[] { 6, 1, 1, 6, 6 }), "found within words, but not in upper case, where it is a piece");
        Assert.That(tokenizer.Vocabulary.Count, Is.EqualTo(TokenizerFolder.Tokens.Length));
    }

    [TestCase("tokenizer_config.json")]
    [TestCase("special_tokens_map.json")]
    public void Load_OtherSpecialTokens_AreThoseOfTheFile(string file)
    {
        using TokenizerFolder folder = new TokenizerFolder().WriteVocabulary().Write(file,
            """{"cls_token": {"content": "the", "lstrip": false}, "sep_token": "cat", "unk_token": "e", "mask_token": null}""");

        BertTokenizer tokenizer = BertTokenizer.Load(folder.Path);
        var batch = new TokenBatch();
        tokenizer.AddTo(batch, "dog", 8);

        Assert.That(batch.Ids.ToArray(), Is.EqualTo(new[] { 5, 9, 6 }));
        Assert.That(tokenizer.Vocabulary.MaskId, Is.EqualTo(4));
    }

    [Test]
    public void Load_SpecialTokenThatIsNoPiece_IsRefusedByName()
    {
        using TokenizerFolder folder = new TokenizerFolder().WriteVocabulary().Write("tokenizer_config.json", """{"sep_token": "</s>"}""");

        Assert.That(() => BertTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("</s>"));
    }

    [Test]
    public void Load_OtherSpecialTokenThanTokenizerJsonHas_IsRefusedByName()
    {
        using TokenizerFolder folder = new TokenizerFolder().WriteTokenizer().Write("tokenizer_config.json", """{"sep_token": "cat"}""");

        Assert.That(() => BertTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("'sep_token'").And.Message.Contains("[SEP]"));
    }

    [Test]
    public void Load_TokenBesideTokenizerJson_IsFound() => RequireIds(
        new TokenizerFolder().WriteTokenizer().Write("tokenizer_config.json", """{"added_tokens_decoder": {"10": {"content": "[E1]", "special": true}}}"""),
        s_withMark);

    [TestCase("""{"[E1]": 6}""", "expected the id 10")]
    [TestCase("""{"cat": 10}""", "expected the id 6")]
    [TestCase("""{"[E1]": 10, "[E2]": 10}""", "'[E2]': expected the id 11")]
    [TestCase("""{"[E1]": 12}""", "expected the id 10")]
    [TestCase("""{"[E1]": 900000}""", "expected the id 10")]
    [TestCase("""{"[E1]": "10"}""", "'[E1]'")]
    public void Load_AddedTokenOfAnImpossibleId_IsRefusedByName(string added, string reason)
    {
        using TokenizerFolder folder = new TokenizerFolder().WriteVocabulary().Write("added_tokens.json", added);

        Assert.That(() => BertTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(reason));
    }

    [TestCase("""{"truncation_side": "left"}""", new[] { 2, 6, 7, 3 })]
    [TestCase("""{"truncation_side": "right"}""", new[] { 2, 5, 5, 3 })]
    public void AddTo_TooLongAText_IsCutOnTheSideThatTheFileNames(string config, int[] expected)
    {
        using TokenizerFolder folder = new TokenizerFolder().WriteVocabulary().Write("tokenizer_config.json", config);
        var batch = new TokenBatch();

        int cut = BertTokenizer.Load(folder.Path).AddTo(batch, "the the the cats", 4);

        Assert.That(batch.Ids.ToArray(), Is.EqualTo(expected));
        Assert.That(cut, Is.EqualTo(3));
    }

    private static void RequireIds(TokenizerFolder folder, int[] expected)
    {
        using (folder)
            Assert.That(IdsOf(BertTokenizer.Load(folder.Path), Text), Is.EqualTo(expected));
    }

    private static int[] IdsOf(BertTokenizer tokenizer, string text)
    {
        var tokens = new TokenizedText();
        tokenizer.Encode(text, tokens);
        return [.. tokens.Tokens.ToArray().Select(token => token.Id)];
    }
}
