using System.Text.Json;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class BertTokenizerGoldenTests
{
    private static readonly string[] _models = ["bert-base-uncased", "bert-base-cased"];
    private static readonly string[] _variants = ["", ".quoted"];
    private static readonly string[] _injectable = ["[PAD]", "[CLS]", "[SEP]", "[MASK]"];

    [Test]
    public void Encode_EveryReferenceText_GivesItsIdsAndOffsets(
        [ValueSource(nameof(_models))] string model, [ValueSource(nameof(_variants))] string variant)
    {
        var tokenizer = TokenizerGolden.Tokenizer(model);
        var actual = new TokenizedText();
        var texts = 0;
        foreach (var line in TokenizerGolden.Lines($"{model}{variant}.jsonl"))
        {
            var text = line.Text("text");
            tokenizer.Encode(text, actual);
            Assert.That(actual.Tokens.ToArray().Select(t => t.Id), Is.EqualTo(line.Integers("ids")), text);
            Assert.That(actual.Tokens.ToArray().Select(t => (t.Start, t.End)), Is.EqualTo(line.Offsets("offsets")), text);
            texts++;
        }

        Assert.That(texts, Is.EqualTo(variant.Length == 0 ? 1452 : 587));
        TestContext.Out.WriteLine($"{model}{variant}: {texts} texts, ids and offsets of all are equal");
    }

    [Test]
    public void AddTo_EveryReferencePair_GivesItsIdsAndTypes(
        [ValueSource(nameof(_models))] string model, [ValueSource(nameof(_variants))] string variant)
    {
        int pairs = 0, refused = 0;
        foreach (var line in TokenizerGolden.Lines($"{model}{variant.Replace(".quoted", ".pairs.quoted", StringComparison.Ordinal)}"
            + (variant.Length == 0 ? ".pairs.jsonl" : ".jsonl")))
        {
            CheckPair(TokenizerGolden.Tokenizer(model), line);
            pairs++;
            refused += line.GetProperty("ids").ValueKind == JsonValueKind.Null ? 1 : 0;
        }

        Assert.That(pairs, Is.EqualTo(variant.Length == 0 ? 208 : 242));
        TestContext.Out.WriteLine($"{model}{variant}: {pairs} pairs are equal, {refused} of them refused as in the reference");
    }

    [Test]
    public void AddWindowsTo_EveryReferenceContext_GivesItsWindows(
        [ValueSource(nameof(_models))] string model, [ValueSource(nameof(_variants))] string variant)
    {
        var tokenizer = TokenizerGolden.Tokenizer(model);
        int contexts = 0, allWindows = 0;
        foreach (var line in TokenizerGolden.Lines($"{model}.long{variant}.jsonl"))
        {
            TokenizedText question = new(), context = new();
            tokenizer.Encode(line.Text("question"), question);
            tokenizer.Encode(line.Text("context"), context);
            var batch = new TokenBatch();
            var windows = new List<TokenWindow>();

            var count = tokenizer.AddWindowsTo(batch, question, context, maxTokens: 64, stride: 16, windows);

            JsonElement[] expected = [.. line.GetProperty("windows").EnumerateArray()];
            Assert.That(new[] { count, windows.Count, batch.SequenceCount }, Is.All.EqualTo(expected.Length));
            for (var i = 0; i < count; i++)
            {
                CheckWindow(batch, windows[i], question, context, expected[i]);
            }

            contexts++;
            allWindows += count;
        }

        Assert.That(contexts, Is.EqualTo(variant.Length == 0 ? 1 : 34));
        TestContext.Out.WriteLine($"{model}{variant}: {contexts} contexts in {allWindows} windows, ids, types and offsets of all are equal");
    }

    [Test]
    public void Encode_EveryReferenceTextWithoutRecognition_HasNoSpecialTokens(
        [ValueSource(nameof(_models))] string model, [ValueSource(nameof(_variants))] string variant)
    {
        var recognizing = TokenizerGolden.Tokenizer(model);
        var tokenizer = new BertTokenizer(recognizing.Vocabulary, recognizing.Options with { RecognizeSpecialTokens = false });
        int[] special = [.. _injectable.Select(token => tokenizer.Vocabulary.TryGetId(token, out var id) ? id : -1)];
        var actual = new TokenizedText();
        int spelt = 0, texts = 0;
        foreach (var line in TokenizerGolden.Lines($"{model}{variant}.jsonl"))
        {
            var text = line.Text("text");
            tokenizer.Encode(text, actual);
            int[] ids = [.. actual.Tokens.ToArray().Select(t => t.Id)];
            Assert.That(ids, Has.None.AnyOf(special), text);
            var isSpelt = _injectable.Append("[UNK]").Any(token => text.Contains(token, StringComparison.Ordinal));
            if (!isSpelt)
            {
                Assert.That(ids, Is.EqualTo(line.Integers("ids")), text);
            }

            spelt += isSpelt ? 1 : 0;
            texts++;
        }

        Assert.That(spelt, variant.Length == 0 ? Is.GreaterThan(10) : Is.GreaterThanOrEqualTo(0));
        TestContext.Out.WriteLine($"{model}{variant}: {texts} texts, {spelt} of them spell special tokens out, which are plain text");
    }

    [Test]
    public void Load_TokenizerJson_GivesTheSameTokensForEveryReferenceText([ValueSource(nameof(_models))] string model)
    {
        var original = TokenizerGolden.Tokenizer(model);
        using var folder = new TokenizerFolder();
        original.Save(folder.Path, new ModelInput("BertTokenizer", 512, HasTokenTypes: true));
        File.Delete(folder.File("vocab.txt"));
        File.Delete(folder.File("tokenizer_config.json"));

        RequireReferenceTokens(BertTokenizer.Load(folder.Path), model);
    }

    [Test]
    public void Load_PublishedTokenizerJson_GivesTheSameTokensForEveryReferenceText() =>
        RequireReferenceTokens(BertTokenizer.Load(SharedFiles.Require("models/minilm-l6")), "bert-base-uncased");

    // Loading leaves the recognition of special tokens off; the reference has it on.
    private static void RequireReferenceTokens(BertTokenizer loaded, string model)
    {
        var tokenizer = new BertTokenizer(loaded.Vocabulary, loaded.Options with { RecognizeSpecialTokens = true });
        var actual = new TokenizedText();
        var texts = 0;
        foreach (var line in TokenizerGolden.Lines($"{model}.jsonl"))
        {
            tokenizer.Encode(line.Text("text"), actual);
            Assert.That(actual.Tokens.ToArray().Select(t => t.Id), Is.EqualTo(line.Integers("ids")), line.Text("text"));
            Assert.That(actual.Tokens.ToArray().Select(t => (t.Start, t.End)), Is.EqualTo(line.Offsets("offsets")), line.Text("text"));
            texts++;
        }

        Assert.That(texts, Is.EqualTo(1452));
        TestContext.Out.WriteLine($"{model}: {texts} texts, ids and offsets of all are equal");
    }

    private static void CheckPair(BertTokenizer tokenizer, JsonElement line)
    {
        var text = line.Text("text");
        var pair = line.GetProperty("text_pair").GetString();
        var maxTokens = line.GetProperty("max_length").GetInt32();
        var strategy = Enum.Parse<TruncationStrategy>(
            line.Text("strategy").Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        var batch = new TokenBatch();

        if (line.GetProperty("ids").ValueKind == JsonValueKind.Null)
        {
            Assert.That(() => tokenizer.AddTo(batch, text, pair, maxTokens, strategy), Throws.ArgumentException, line.GetRawText());
            Assert.That(batch.TokenCount, Is.Zero);
            return;
        }

        var cut = pair is null ? tokenizer.AddTo(batch, text, maxTokens) : tokenizer.AddTo(batch, text, pair, maxTokens, strategy);

        Assert.That(batch.Ids.ToArray(), Is.EqualTo(line.Integers("ids")), line.GetRawText());
        Assert.That(batch.TokenTypes.ToArray(), Is.EqualTo(line.Integers("token_type_ids")), line.GetRawText());
        Assert.That(batch.TokenCount + cut, Is.EqualTo(WholeLength(tokenizer, text, pair)));
    }

    private static int WholeLength(BertTokenizer tokenizer, string text, string? pair)
    {
        var batch = new TokenBatch();
        var cut = pair is null ? tokenizer.AddTo(batch, text, 100_000) : tokenizer.AddTo(batch, text, pair, 100_000);
        Assert.That(cut, Is.Zero);
        return batch.TokenCount;
    }

    private static void CheckWindow(
        TokenBatch batch, TokenWindow window, TokenizedText question, TokenizedText context, JsonElement expected)
    {
        var start = batch.SequenceStarts[window.Sequence];
        var length = batch.LengthOf(window.Sequence);
        Assert.That(batch.Ids.Slice(start, length).ToArray(), Is.EqualTo(expected.Integers("ids")));
        Assert.That(batch.TokenTypes.Slice(start, length).ToArray(), Is.EqualTo(expected.Integers("token_type_ids")));

        var offsets = new (int, int)[length];
        var sequence = new int?[length];
        for (var i = 0; i < question.Count; i++)
        {
            (offsets[1 + i], sequence[1 + i]) = ((question[i].Start, question[i].End), 0);
        }

        for (var i = 0; i < window.TokenCount; i++)
        {
            var token = context[window.FirstToken + i];
            (offsets[window.Position + i], sequence[window.Position + i]) = ((token.Start, token.End), 1);
        }

        Assert.That(offsets, Is.EqualTo(expected.Offsets("offsets")));
        Assert.That(sequence, Is.EqualTo(expected.GetProperty("sequence").EnumerateArray()
            .Select(e => e.ValueKind == JsonValueKind.Null ? (int?)null : e.GetInt32())));
    }
}
