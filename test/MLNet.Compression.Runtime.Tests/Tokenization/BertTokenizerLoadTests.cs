using System.Text.Json.Nodes;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class BertTokenizerLoadTests
{
    [Test]
    public void Load_TokenizerJson_TakesVocabularyAndSettings()
    {
        using var folder = new TokenizerFolder().WriteTokenizer(root =>
        {
            root["normalizer"]!["lowercase"] = false;
            root["normalizer"]!["strip_accents"] = true;
            root["normalizer"]!["clean_text"] = false;
            root["normalizer"]!["handle_chinese_chars"] = false;
            root["model"]!["max_input_chars_per_word"] = 7;
        });

        var tokenizer = BertTokenizer.Load(folder.Path);

        Assert.That(tokenizer.Vocabulary.Tokens, Is.EqualTo(TokenizerFolder.Tokens));
        Assert.That(tokenizer.Options, Is.EqualTo(new TokenizerOptions
        {
            LowerCase = false,
            StripAccents = true,
            CleanText = false,
            SplitCjk = false,
            MaxWordLength = 7,
        }));
    }

    [Test]
    public void Load_TokenizerJsonWithoutNormalizer_NormalizesNothing()
    {
        using var folder = new TokenizerFolder().WriteTokenizer(root => root["normalizer"] = null);

        Assert.That(IdsOf(BertTokenizer.Load(folder.Path), "É The the"), Is.EqualTo([8, 1, 5]));
    }

    [Test]
    public void Load_VocabularyAlone_IsUncased()
    {
        using var folder = new TokenizerFolder().WriteVocabulary();

        Assert.That(IdsOf(BertTokenizer.Load(folder.Path), "É The Cats"), Is.EqualTo([9, 5, 6, 7]));
    }

    [Test]
    public void Load_VocabularyAndConfiguration_TakesItsSettings()
    {
        using var folder = new TokenizerFolder().WriteVocabulary().Write("tokenizer_config.json",
            """
            {"do_lower_case": false, "tokenize_chinese_chars": false, "strip_accents": null, "tokenizer_class": "BertTokenizerFast",
             "do_basic_tokenize": true, "never_split": [], "mask_token": {"content": "[MASK]"}, "cls_token": "[CLS]"}
            """);

        Assert.That(BertTokenizer.Load(folder.Path).Options, Is.EqualTo(new TokenizerOptions { LowerCase = false, SplitCjk = false }));
    }

    [Test]
    public void Load_EmptyFolder_SaysWhatIsMissing()
    {
        using var folder = new TokenizerFolder();

        Assert.That(() => BertTokenizer.Load(folder.Path),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains("tokenizer.json").And.Message.Contains("vocab.txt"));
    }

    [TestCase("model", "type", "\"BPE\"")]
    [TestCase("model", "continuing_subword_prefix", "\"@@\"")]
    [TestCase("model", "max_input_chars_per_word", "0")]
    [TestCase("model", "max_input_chars_per_word", "1e99")]
    [TestCase("model", "max_input_chars_per_word", "\"many\"")]
    [TestCase("normalizer", "type", "\"NFKC\"")]
    [TestCase("normalizer", "type", "\"StripAccents\"")]
    [TestCase("normalizer", "lowercase", "null")]
    [TestCase("normalizer", "clean_text", "1")]
    [TestCase("pre_tokenizer", "type", "\"Whitespace\"")]
    [TestCase("post_processor", "type", "\"RobertaProcessing\"")]
    [TestCase("post_processor", "single", "[]")]
    public void Load_TokenizerJsonWithASettingItCannotHonour_NamesIt(string part, string setting, string value)
    {
        using var folder = new TokenizerFolder().WriteTokenizer(root => root[part]![setting] = JsonNode.Parse(value));

        Assert.That(() => BertTokenizer.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains($"{part}.{setting}").And.Message.Contains("tokenizer.json"));
    }

    [TestCase("normalizer", """{"type":"NFD"}""", "'NFD' alone")]
    [TestCase("normalizer", """{"type":"Sequence","normalizers":[{"type":"Lowercase"},{"type":"NFD"},{"type":"StripAccents"}]}""", "normalizer.normalizers[1].type")]
    [TestCase("normalizer", """{"type":"Sequence","normalizers":[{"type":"Lowercase"},{"type":"BertNormalizer"}]}""", "normalizer.normalizers[1].type")]
    [TestCase("pre_tokenizer", """{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"}]}""", "WhitespaceSplit")]
    [TestCase("pre_tokenizer", """{"type":"Punctuation","behavior":"Removed"}""", "pre_tokenizer.behavior")]
    [TestCase("pre_tokenizer", "null", "nothing")]
    [TestCase("post_processor", "null", "no special tokens")]
    [TestCase("post_processor", """{"type":"BertProcessing","cls":["[CLS]","x"],"sep":["[SEP]",3]}""", "post_processor.cls")]
    [TestCase("model", """{"type":"WordPiece","unk_token":"<unk>","vocab":{"[PAD]":0}}""", "<unk>")]
    public void Load_TokenizerJsonWithAPartItCannotHonour_NamesIt(string part, string value, string reason)
    {
        using var folder = new TokenizerFolder().WriteTokenizer(root => root[part] = JsonNode.Parse(value));

        Assert.That(() => BertTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(reason).And.Message.Contains("tokenizer.json"));
    }

    [TestCase("content", "\"[NEW]\"", "'[NEW]': expected the id 10")]
    [TestCase("id", "4", "'[CLS]': expected the id 2")]
    [TestCase("id", "2000000000", "found 2000000000")]
    [TestCase("content", "\"\"", "added_tokens[2].content")]
    [TestCase("lstrip", "1", "added_tokens[2].lstrip")]
    public void Load_TokenizerJsonWithAnAddedTokenItCannotHonour_SaysWhy(string setting, string value, string reason)
    {
        using var folder =
            new TokenizerFolder().WriteTokenizer(root => root["added_tokens"]![2]![setting] = JsonNode.Parse(value));

        Assert.That(() => BertTokenizer.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains(reason).And.Message.Contains("tokenizer.json"));
    }

    [TestCase("cat", "-1")]
    [TestCase("cat", "100000")]
    [TestCase("cat", "5")]
    [TestCase("cat", "2147483648")]
    [TestCase("[CLS2]", "null")]
    public void Load_TokenizerJsonWithAWrongId_NamesThePiece(string token, string id)
    {
        using var folder =
            new TokenizerFolder().WriteTokenizer(root => root["model"]!["vocab"]![token] = JsonNode.Parse(id));

        Assert.That(() => BertTokenizer.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains($"model.vocab.{token}"));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{\"model\": []}")]
    [TestCase("{\"model\": {\"type\": \"\\ud800\"}}")]
    public void Load_DamagedTokenizerJson_IsRefused(string content)
    {
        using var folder = new TokenizerFolder().Write("tokenizer.json", content);

        Assert.That(() => BertTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("tokenizer.json"));
    }

    [Test]
    public void Load_DeeplyNestedTokenizerJson_IsRefused()
    {
        using var folder = new TokenizerFolder().Write("tokenizer.json", new string('[', 1_000_000));

        Assert.That(() => BertTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>());
    }

    [TestCase("tokenizer_class", "\"BertJapaneseTokenizer\"")]
    [TestCase("do_basic_tokenize", "false")]
    [TestCase("never_split", "[\"x\"]")]
    [TestCase("clean_text", "false")]
    [TestCase("wordpieces_prefix", "\"@@\"")]
    [TestCase("truncation_side", "\"up\"")]
    [TestCase("added_tokens_decoder", "{\"x\": {\"content\": \"a\"}}")]
    [TestCase("do_lower_case", "\"yes\"")]
    public void Load_ConfigurationWithASettingItCannotHonour_NamesIt(string setting, string value)
    {
        using var folder =
            new TokenizerFolder().WriteVocabulary().Write("tokenizer_config.json", $$"""{"{{setting}}": {{value}}}""");

        Assert.That(() => BertTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(setting));
    }

    [Test]
    public void Load_AllFilesInAgreement_TakesTokenizerJson()
    {
        using var folder = new TokenizerFolder().WriteVocabulary().WriteTokenizer(root => root["model"]!["max_input_chars_per_word"] = 9)
            .Write("tokenizer_config.json", """{"do_lower_case": true, "strip_accents": true, "tokenize_chinese_chars": true}""");

        Assert.That(BertTokenizer.Load(folder.Path).Options, Is.EqualTo(new TokenizerOptions { MaxWordLength = 9 }));
    }

    [TestCase("[PAD] [UNK] [CLS] [SEP] [MASK] the dog ##s É e", "line 7", "\"cat\"", "\"dog\"")]
    [TestCase("[PAD] [UNK] [CLS] [SEP] [MASK] the cat ##s É", "line 10", "\"e\"", "no piece")]
    [TestCase("[PAD] [UNK] [CLS] [SEP] [MASK] the cat ##s É e f", "line 11", "no piece", "\"f\"")]
    public void Load_VocabularyThatContradictsTokenizerJson_NamesTheLine(string pieces, string line, string expected, string found)
    {
        using var folder = new TokenizerFolder().WriteTokenizer().Write("vocab.txt", pieces.Replace(' ', '\n'));

        Assert.That(
            () => BertTokenizer.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("vocab.txt").And.Message.Contains(line).And.Message.Contains(expected).And.Message.Contains(found));
    }

    [TestCase("do_lower_case", "false")]
    [TestCase("strip_accents", "false")]
    [TestCase("tokenize_chinese_chars", "false")]
    public void Load_ConfigurationThatContradictsTokenizerJson_NamesTheSetting(string setting, string value)
    {
        using var folder = new TokenizerFolder().WriteTokenizer().Write("tokenizer_config.json", $$"""{"{{setting}}": {{value}}}""");

        Assert.That(
            () => BertTokenizer.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("tokenizer_config.json").And.Message.Contains(setting).And.Message.Contains("tokenizer.json"));
    }

    [Test]
    public void Load_PublishedModel_EqualsItsVocabulary()
    {
        var folder = SharedFiles.Require("models/minilm-l6");

        var tokenizer = BertTokenizer.Load(folder);

        Assert.That(tokenizer.Vocabulary.Tokens, Is.EqualTo(Vocabulary.Load(Path.Combine(folder, "vocab.txt")).Tokens));
        Assert.That(tokenizer.Options, Is.EqualTo(new TokenizerOptions()));
    }

    private static int[] IdsOf(BertTokenizer tokenizer, string text)
    {
        var tokens = new TokenizedText();
        tokenizer.Encode(text, tokens);
        return [.. tokens.Tokens.ToArray().Select(t => t.Id)];
    }
}
