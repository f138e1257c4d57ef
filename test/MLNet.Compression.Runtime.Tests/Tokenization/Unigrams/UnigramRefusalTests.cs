using System.Text;
using System.Text.Json.Nodes;
using MLNet.Compression.Runtime.Tests.Files;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;
using MLNet.Compression.Runtime.Tokenization.Unigrams;

namespace MLNet.Compression.Runtime.Tests.Tokenization.Unigrams;

[TestFixture]
internal sealed class UnigramRefusalTests
{
    private const string ModelFile = "sentencepiece.bpe.model";

    // Fields of the format: pieces are 1, the trainer's settings 2, the normaliser's 3. Later ones outweigh earlier ones.
    [TestCase(new byte[] { 0x12, 2, 0x18, 2 }, "the type of the model: expected unigram")]
    [TestCase(new byte[] { 0x12, 3, 0xC0, 0x01, 1 }, "treat_whitespace_as_suffix")]
    [TestCase(new byte[] { 0x1A, 2, 0x20, 0 }, "remove_extra_whitespaces")]
    [TestCase(new byte[] { 0x1A, 2, 0x28, 0 }, "escape_whitespaces")]
    [TestCase(new byte[] { 0x1A, 3, 0x12, 1, 9 }, "map of characters is damaged")]
    [TestCase(new byte[] { 0x0A, 5, 0x0A, 1, (byte)'x', 0x18, 6 }, "'x' of type Byte")]
    [TestCase(new byte[] { 0x0A, 5, 0x0A, 1, (byte)'x', 0x18, 99 }, "'x' of type 99")]
    [TestCase(new byte[] { 0x0A, 0 }, "a text without line breaks")]
    [TestCase(new byte[] { 0x0A, 3, 0x0A, 1, (byte)'\n' }, "a text without line breaks")]
    [TestCase(new byte[] { 0x0A, 3, 0x0A, 1, 0xFF }, "UTF-8")]
    [TestCase(new byte[] { 0x0A, 8, 0x0A, 1, (byte)'x', 0x15, 0, 0, 0xC0, 0x7F }, "a finite number")]
    [TestCase(new byte[] { 0x0A, 0x7F }, "127 bytes")]
    [TestCase(new byte[] { 0x0A }, "1 bytes")]
    [TestCase(new byte[] { 0x0B, 0 }, "a field of a known kind")]
    [TestCase(new byte[] { 0x0A, 3, 0x0A, 1, (byte)'s' }, "each may be there once")]
    [TestCase(new byte[] { 0x0A, 10, 0x0A, 8, (byte)'a', 0xE2, 0x96, 0x81, (byte)'a', (byte)'b', (byte)'c', (byte)'d' }, "spans several words")]
    public void Load_ModelThatCannotBeHonoured_IsRefused(byte[] behind, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File(ModelFile), [.. File.ReadAllBytes(Path.Combine(UnigramGolden.Folder("xlm-r"), ModelFile)), .. behind]);

        Assert.That(() => TextTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(message));
    }

    [Test]
    public void CharacterMap_OneCharacterThatBecomesMuchText_IsRefused()
    {
        byte[] map = [4, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Repeat((byte)'x', 1001), 0];

        Assert.That(() => new CharacterMap([.. map]), Throws.ArgumentException.With.Message.Contains("1001 bytes of one character"));
    }

    [Test]
    public void Load_LongPiece_IsRefused()
    {
        using var folder = new TemporaryFolder();
        byte[] piece = [0x0A, 129, 1, .. Encoding.ASCII.GetBytes(new string('q', 129))];
        File.WriteAllBytes(folder.File(ModelFile), [.. File.ReadAllBytes(Path.Combine(UnigramGolden.Folder("xlm-r"), ModelFile)), 0x0A, (byte)(piece.Length % 128 | 128), 1, .. piece]);

        Assert.That(() => TextTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("has 129 bytes; the most are 128"));
    }

    [Test]
    public void Load_AlbertsModelUnderXlmRobertasName_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(UnigramGolden.Folder("albert"), "spiece.model"), folder.File(ModelFile));

        Assert.That(() => TextTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("the first pieces: expected <unk> <s> </s>"));
    }

    [TestCase("T5Tokenizer", "'tokenizer_class'")]
    public void Load_AnotherClass_IsRefused(string name, string message)
    {
        using var folder = new TemporaryFolder();
        var copy = folder.Copy(UnigramGolden.Folder("albert"));
        File.WriteAllText(Path.Combine(copy, "tokenizer_config.json"), $$"""{"tokenizer_class": "{{name}}"}""");

        Assert.That(() => TextTokenizer.Load(copy), Throws.TypeOf<ModelFileException>().With.Message.Contains(message));
    }

    [Test]
    public void Load_AlbertOfCasedText_KeepsCaseAndAccents()
    {
        using var folder = new TemporaryFolder();
        var copy = folder.Copy(UnigramGolden.Folder("albert"));
        File.WriteAllText(Path.Combine(copy, "tokenizer_config.json"), """{"tokenizer_class": "AlbertTokenizer", "do_lower_case": false, "keep_accents": true}""");

        var tokenizer = TextTokenizer.Load(copy);

        Assert.That(Spelt(tokenizer, "É"), Does.Contain("É").Or.Contain("<unk>"));
        Assert.That(Spelt(TextTokenizer.Load(UnigramGolden.Folder("albert")), "É"), Is.EqualTo("▁ e").Or.EqualTo("▁e"));
    }

    [TestCase("model", "byte_fallback", "true", "byte_fallback")]
    [TestCase("model", "unk_id", "-1", "'model.unk_id'")]
    [TestCase("model", "vocab", """[["a"]]""", "'model.vocab[0]': expected a text and a finite number")]
    [TestCase("model", "vocab", """[["a", "b"]]""", "a text and a finite number")]
    [TestCase("model", "vocab", "[]", "expected pieces with their scores")]
    [TestCase("pre_tokenizer", "replacement", "\"_\"", "replacement")]
    [TestCase("pre_tokenizer", "prepend_scheme", "\"first\"", "prepend_scheme")]
    [TestCase("pre_tokenizer", "split", "false", "split")]
    [TestCase("", "pre_tokenizer", """{"type": "Whitespace"}""", "'pre_tokenizer'")]
    [TestCase("", "normalizer", """{"type": "NFKC"}""", "'normalizer.type'")]
    [TestCase("", "normalizer", """{"type": "NFKD"}""", "'NFKD' alone")]
    [TestCase("", "normalizer", """{"type": "Precompiled", "precompiled_charsmap": "???"}""", "bytes in base 64")]
    [TestCase("", "normalizer", """{"type": "Replace", "pattern": {"String": "a"}, "content": "b"}""", "'a' that becomes 'b'")]
    public void Load_TokenizerJsonThatCannotBeHonoured_IsRefused(string part, string name, string value, string message)
    {
        using var folder = Saved();
        var root = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!;
        (part.Length == 0 ? root : root[part]!)[name] = JsonNode.Parse(value);
        File.WriteAllText(folder.File("tokenizer.json"), root.ToJsonString());

        Assert.That(() => TextTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(message));
    }

    [Test]
    public void Load_MutatedFiles_AreRefusedOrSplitTexts([Values("tokenizer.json", ModelFile)] string name)
    {
        using var whole = Saved();
        using var other = new TemporaryFolder();
        var folder = name == ModelFile ? other.Copy(UnigramGolden.Folder("xlm-r")) : whole.Path;
        var file = Path.Combine(folder, name);
        var original = File.ReadAllBytes(file);
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var bytes = original.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(file, i % 5 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);

            _ = Hostile.TryRead(bytes.Length, () => _ = Tokens.Of(TextTokenizer.Load(folder), "the ﬁne café, e\u0301 東京"));
        }
    }

    private static string Spelt(TextTokenizer tokenizer, string text) => string.Join(' ', Tokens.Ids(tokenizer, text).Select(id => tokenizer.Vocabulary[id]));

    private static TemporaryFolder Saved()
    {
        var saved = new TemporaryFolder();
        TextTokenizer.Load(UnigramGolden.Folder("xlm-r")).Save(saved.Path, new ModelInput("", 512, HasTokenTypes: true));
        return saved;
    }
}
