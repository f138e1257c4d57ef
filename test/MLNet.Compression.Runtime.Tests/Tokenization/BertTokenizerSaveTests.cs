using System.Text.Json.Nodes;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class BertTokenizerSaveTests
{
    private static readonly ModelInput _bert = new("BertTokenizer", 64, HasTokenTypes: true);

    private static IEnumerable<TokenizerOptions> Options() =>
    [
        new(),
        new() { LowerCase = false },
        new() { LowerCase = false, StripAccents = true, SplitCjk = false, CleanText = false, MaxWordLength = 7 },
        new() { StripAccents = false },
    ];

    [TestCaseSource(nameof(Options))]
    public void Save_AnyOptions_LoadsAgain(TokenizerOptions options)
    {
        using var folder = new TokenizerFolder();
        var tokenizer = new BertTokenizer(Vocabulary.FromTokens([.. TokenizerFolder.Tokens, "\"", "\\", "naïve", "😀", "##\u0301"]), options);

        tokenizer.Save(folder.Path, _bert);

        var again = BertTokenizer.Load(folder.Path);
        Assert.That(again.Options, Is.EqualTo(options));
        Assert.That(again.Vocabulary.Tokens, Is.EqualTo(tokenizer.Vocabulary.Tokens));
    }

    [TestCaseSource(nameof(Options))]
    public void Save_AnyOptions_AreThoseOfVocabularyAndConfigurationToo(TokenizerOptions options)
    {
        using var folder = new TokenizerFolder();
        new BertTokenizer(Vocabulary.FromTokens(TokenizerFolder.Tokens), options).Save(folder.Path, _bert);
        File.Delete(folder.File("tokenizer.json"));

        var again = BertTokenizer.Load(folder.Path);

        var defaults = new TokenizerOptions();
        Assert.That(
            again.Options, Is.EqualTo(options with { CleanText = defaults.CleanText, MaxWordLength = defaults.MaxWordLength }), "these two have no place there");
        Assert.That(again.Vocabulary.Tokens, Is.EqualTo(TokenizerFolder.Tokens));
    }

    [Test]
    public void Save_Configuration_SaysHowTheModelTakesItsInput()
    {
        using var folder = new TokenizerFolder();
        string[] withoutMask = [.. TokenizerFolder.Tokens.Where(token => token != "[MASK]")];

        new BertTokenizer(Vocabulary.FromTokens(withoutMask)).Save(folder.Path, new ModelInput("DistilBertTokenizer", 24, HasTokenTypes: false));

        var root = Json(folder.File("tokenizer_config.json"));
        Assert.That((string?)root["tokenizer_class"], Is.EqualTo("DistilBertTokenizer"));
        Assert.That((int?)root["model_max_length"], Is.EqualTo(24));
        Assert.That(root["model_input_names"]!.ToJsonString(), Is.EqualTo("[\"input_ids\",\"attention_mask\"]"));
        Assert.That((string?)root["sep_token"], Is.EqualTo("[SEP]"));
        Assert.That(root.ContainsKey("mask_token") && root["mask_token"] is null, "the vocabulary has none");
        Assert.That(Json(folder.File("tokenizer.json"))["added_tokens"]!.AsArray(), Has.Count.EqualTo(4));
    }

    /// <remarks>The published file was written by Hugging Face's own library; truncation and padding are how its last user set them.</remarks>
    [Test]
    public void Save_PublishedTokenizer_WritesTheJsonThatWasPublished()
    {
        var published = SharedFiles.Require("models/minilm-l6");
        using var folder = new TokenizerFolder();

        BertTokenizer.Load(published).Save(folder.Path, _bert);

        var expected = Json(Path.Combine(published, "tokenizer.json"));
        var found = Json(folder.File("tokenizer.json"));
        Assert.That(found.Select(p => p.Key), Is.EquivalentTo(expected.Select(p => p.Key)));
        string[] same = [.. expected.Select(p => p.Key).Except(["truncation", "padding"])];
        foreach (var key in same)
        {
            Assert.That(JsonNode.DeepEquals(found[key], expected[key]), key);
        }

        TestContext.Out.WriteLine($"{string.Join(", ", same)}: equal, with {expected["model"]!["vocab"]!.AsObject().Count} pieces");
    }

    private static JsonObject Json(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();
}
