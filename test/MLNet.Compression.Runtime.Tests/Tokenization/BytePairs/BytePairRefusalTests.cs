using System.Text.Json.Nodes;
using MLNet.Compression.Runtime.Tests.Files;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression.Runtime.Tests.Tokenization.BytePairs;

[TestFixture]
internal sealed class BytePairRefusalTests
{
    private static readonly (string, string)[] _merges = [("t", "h")];

    [TestCase("t h\n", "h e\n", "which is no piece of the vocabulary")]
    [TestCase("t h\n", "t h\nt h\n", "is there twice")]
    [TestCase("t h\n", "t\n", "line 2: expected two pieces with a space between, found 1")]
    [TestCase("t h\n", "t xy\n", "merge 0: expected two pieces of the vocabulary, found 'xy'")]
    public void Load_MergesThatDoNotFit_AreRefused(string from, string to, string message) =>
        Refuse(folder => folder.Write("merges.txt", File.ReadAllText(folder.File("merges.txt")).Replace(from, to, StringComparison.Ordinal)), message);

    [Test]
    public void Load_ByteWithoutAPiece_IsRefusedNamingIt()
    {
        using var folder = new RobertaFolder(RobertaFolder.BytePieces.Where(piece => piece != "ÿ"), []);

        Assert.That(() => TextTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("no piece 'ÿ' for the byte 255"));
    }

    [TestCase("[1, 2]", "a JSON object of pieces")]
    [TestCase("""{"a": 0, "b": 0}""", "each once")]
    [TestCase("""{"a": "b"}""", "an id from 0")]
    [TestCase("""{"a": 0""", "well-formed JSON")]
    [TestCase("{}", "no <pad>")]
    public void Load_PiecesThatAreNone_AreRefused(string json, string message) => Refuse(folder => folder.Write("vocab.json", json), message);

    [TestCase("GPT2Tokenizer", "'tokenizer_class'")]
    [TestCase("BertTokenizer", "'tokenizer_class'")]
    public void Load_AnotherClass_IsRefused(string name, string message) =>
        Refuse(folder => folder.Write("tokenizer_config.json", $$"""{"tokenizer_class": "{{name}}"}"""), message);

    [TestCase("model", "dropout", "0.1", "'model.dropout'")]
    [TestCase("model", "end_of_word_suffix", "\"</w>\"", "end_of_word_suffix")]
    [TestCase("model", "byte_fallback", "true", "byte_fallback")]
    [TestCase("pre_tokenizer", "use_regex", "false", "use_regex")]
    [TestCase("pre_tokenizer", "type", "\"Whitespace\"", "'pre_tokenizer'")]
    [TestCase("", "normalizer", """{"type": "NFC"}""", "'normalizer'")]
    [TestCase("", "post_processor", "null", "'post_processor'")]
    [TestCase("model", "merges", """[["t", "h", "e"]]""", "'model.merges[0]': expected two texts")]
    [TestCase("model", "merges", "[5]", "'model.merges[0]': expected two texts")]
    public void Load_TokenizerJsonThatCannotBeHonoured_IsRefused(string part, string name, string value, string message)
    {
        using var folder = Saved();
        var root = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!;
        (part.Length == 0 ? root : root[part]!)[name] = JsonNode.Parse(value);
        File.WriteAllText(folder.File("tokenizer.json"), root.ToJsonString());

        Assert.That(() => TextTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(message));
    }

    [Test]
    public void Load_SpellingsOfTheReference_AreReadAlike()
    {
        using var folder = Saved();
        var expected = TextTokenizer.Load(folder.Path);
        var root = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!;
        root["post_processor"] = JsonNode.Parse("""{"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "trim_offsets": true, "add_prefix_space": false}""");
        root["model"]!["merges"] = JsonNode.Parse("""[["t", "h"]]""");
        root["model"]!["unk_token"] = null;
        File.WriteAllText(folder.File("tokenizer.json"), root.ToJsonString());

        Assert.That(TextTokenizer.Load(folder.Path).SplitsLike(expected));
    }

    [Test]
    public void Load_MutatedFiles_AreRefusedOrSplitTexts([Values("tokenizer.json", "vocab.json", "merges.txt")] string name)
    {
        using var whole = Saved();
        using var parts = Small();
        var folder = name == "tokenizer.json" ? whole.Path : parts.Path;
        var file = Path.Combine(folder, name);
        var original = File.ReadAllBytes(file);
        var random = new Random(3);
        for (var i = 0; i < 150; i++)
        {
            var bytes = original.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(128);
            File.WriteAllBytes(file, i % 5 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);

            _ = Hostile.TryRead(bytes.Length, () => _ = Tokens.Of(TextTokenizer.Load(folder), "the cat é"));
        }
    }

    private static RobertaFolder Small() => new([.. RobertaFolder.BytePieces, "th"], _merges);

    private static TemporaryFolder Saved()
    {
        using var folder = Small();
        var saved = new TemporaryFolder();
        TextTokenizer.Load(folder.Path).Save(saved.Path, new ModelInput("", 512, HasTokenTypes: true));
        return saved;
    }

    private static void Refuse(Action<RobertaFolder> change, string message)
    {
        using var folder = Small();
        change(folder);

        Assert.That(() => TextTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(message));
    }
}
