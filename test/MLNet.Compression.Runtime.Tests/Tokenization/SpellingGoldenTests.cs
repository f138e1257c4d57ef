using System.Text.Json;
using MLNet.Compression.Runtime.Tests.Inference;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>Files that say what they say in other words, and added tokens of all kinds: texts are split as the reference splits them.</summary>
[TestFixture]
internal sealed class SpellingGoldenTests
{
    private const string SecondText = "New york b.";
    private static readonly Lazy<JsonElement> _cases = new(() => TokenizerGolden.Json("spellings.json"));

    public static IEnumerable<string> Names => _cases.Value.EnumerateArray().Select(entry => entry.Text("name"));

    [TestCaseSource(nameof(Names))]
    public void Load_TokenizerJson_SplitsAsTheReference(string name)
    {
        using var folder = new TokenizerFolder();

        RequireEqual(Load(name, folder), Case(name));
    }

    [TestCaseSource(nameof(Names))]
    public void Save_Tokenizer_LoadsAlike(string name)
    {
        using TokenizerFolder folder = new(), copy = new();

        Load(name, folder).Save(copy.Path, new ModelInput("BertTokenizer", 128, HasTokenTypes: true));

        RequireEqual(BertTokenizer.Load(copy.Path), Case(name));
    }

    [TestCase("plain")]
    [TestCase("added")]
    [TestCase("added-raw")]
    [TestCase("added-spaces")]
    [TestCase("added-cased")]
    [TestCase("other-tokens")]
    [TestCase("holes")]
    [TestCase("left")]
    public void Save_Tokenizer_LoadsAlikeFromItsVocabularyAndConfiguration(string name)
    {
        using TokenizerFolder folder = new(), copy = new();
        Load(name, folder).Save(copy.Path, new ModelInput("BertTokenizer", 128, HasTokenTypes: true));
        File.Delete(copy.File("tokenizer.json"));

        RequireEqual(BertTokenizer.Load(copy.Path), Case(name));
    }

    [TestCaseSource(nameof(Names))]
    public void Save_CompressedModel_SplitsAlike(string name)
    {
        using var folder = new TokenizerFolder();
        var (tokenizer, model) = (Load(name, folder), TestModels.Create());
        model = new CompressedModel(
            model.Shape, model.Embeddings, model.Layers, model.Pooler, model.Classifier, model.Labels, tokenizer.Vocabulary, tokenizer.Options, model.MaxTokens);
        using var stream = new MemoryStream();

        model.Save(stream);
        var loaded = CompressedModel.Load(new MemoryStream(stream.ToArray()));

        Assert.That(stream.Length, Is.EqualTo(model.SizeInBytes));
        RequireEqual(new BertTokenizer(loaded.Vocabulary, loaded.Tokenizer), Case(name));
    }

    private static JsonElement Case(string name) => _cases.Value.EnumerateArray().First(entry => entry.Text("name") == name);

    private static BertTokenizer Load(string name, TokenizerFolder folder) =>
        BertTokenizer.Load(folder.Write("tokenizer.json", Case(name).GetProperty("tokenizer").GetRawText()).Path);

    private static void RequireEqual(BertTokenizer tokenizer, JsonElement entry)
    {
        var truncation = entry.GetProperty("tokenizer").GetProperty("truncation");
        var maxTokens = truncation.ValueKind == JsonValueKind.Null ? 512 : truncation.GetProperty("max_length").GetInt32();
        foreach (var row in entry.GetProperty("rows").EnumerateArray())
        {
            var text = row.Text("text");
            var tokens = new TokenizedText();
            TokenBatch single = new(), split = new(), pair = new();
            tokenizer.Encode(text, tokens);
            tokenizer.AddTo(single, text, maxTokens);
            tokenizer.AddTo(split, tokens, maxTokens);
            tokenizer.AddTo(pair, text, SecondText, maxTokens);
            Assert.Multiple(() =>
            {
                Assert.That(tokens.Tokens.ToArray().Select(token => token.Id), Is.EqualTo(row.Integers("ids")), text);
                Assert.That(tokens.Tokens.ToArray().Select(token => (token.Start, token.End)), Is.EqualTo(row.Offsets("offsets")), text);
                Assert.That(single.Ids.ToArray(), Is.EqualTo(row.Integers("single")), text);
                Assert.That(split.Ids.ToArray(), Is.EqualTo(row.Integers("single")), text);
                Assert.That(pair.Ids.ToArray(), Is.EqualTo(row.Integers("pair")), text);
                Assert.That(pair.TokenTypes.ToArray(), Is.EqualTo(row.Integers("types")), text);
            });
        }
    }
}
