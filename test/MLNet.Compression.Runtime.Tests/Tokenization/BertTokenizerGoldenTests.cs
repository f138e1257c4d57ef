using System.Text.Json;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class BertTokenizerGoldenTests
{
    private static readonly string[] s_models = ["bert-base-uncased", "bert-base-cased"];
    private static readonly string[] s_variants = ["", ".quoted"];

    [Test]
    public void Encode_EveryReferenceText_GivesItsIdsAndOffsets(
        [ValueSource(nameof(s_models))] string model, [ValueSource(nameof(s_variants))] string variant)
    {
        BertTokenizer tokenizer = TokenizerGolden.Tokenizer(model);
        var actual = new TokenizedText();
        int texts = 0;
        foreach (JsonElement line in TokenizerGolden.Lines($"{model}{variant}.jsonl"))
        {
            string text = line.Text("text");
            tokenizer.Encode(text, actual);
            Assert.That(actual.Tokens.ToArray().Select(t => t.Id), Is.EqualTo(line.Integers("ids")), text);
            Assert.That(actual.Tokens.ToArray().Select(t => (t.Start, t.End)), Is.EqualTo(line.Offsets("offsets")), text);
            texts++;
        }

        Assert.That(texts, Is.GreaterThan(500));
    }

    [Test]
    public void AddTo_EveryReferencePair_GivesItsIdsAndTypes(
        [ValueSource(nameof(s_models))] string model, [ValueSource(nameof(s_variants))] string variant)
    {
        int pairs = 0;
        foreach (JsonElement line in TokenizerGolden.Lines($"{model}{variant.Replace(".quoted", ".pairs.quoted", StringComparison.Ordinal)}"
            + (variant.Length == 0 ? ".pairs.jsonl" : ".jsonl")))
        {
            CheckPair(TokenizerGolden.Tokenizer(model), line);
            pairs++;
        }

        Assert.That(pairs, Is.GreaterThan(100));
    }

    [Test]
    public void AddWindowsTo_EveryReferenceContext_GivesItsWindows(
        [ValueSource(nameof(s_models))] string model, [ValueSource(nameof(s_variants))] string variant)
    {
        BertTokenizer tokenizer = TokenizerGolden.Tokenizer(model);
        foreach (JsonElement line in TokenizerGolden.Lines($"{model}.long{variant}.jsonl"))
        {
            TokenizedText question = new(), context = new();
            tokenizer.Encode(line.Text("question"), question);
            tokenizer.Encode(line.Text("context"), context);
            var batch = new TokenBatch();
            var windows = new List<TokenWindow>();

            int count = tokenizer.AddWindowsTo(batch, question, context, maxTokens: 64, stride: 16, windows);

            JsonElement[] expected = [.. line.GetProperty("windows").EnumerateArray()];
            Assert.That(new[] { count, windows.Count, batch.SequenceCount }, Is.All.EqualTo(expected.Length));
            for (int i = 0; i < count; i++)
                CheckWindow(batch, windows[i], question, context, expected[i]);
        }
    }

    private static void CheckPair(BertTokenizer tokenizer, JsonElement line)
    {
        string text = line.Text("text");
        string? pair = line.GetProperty("text_pair").GetString();
        int maxTokens = line.GetProperty("max_length").GetInt32();
        TruncationStrategy strategy = Enum.Parse<TruncationStrategy>(
            line.Text("strategy").Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        var batch = new TokenBatch();

        if (line.GetProperty("ids").ValueKind == JsonValueKind.Null)
        {
            Assert.That(() => tokenizer.AddTo(batch, text, pair, maxTokens, strategy), Throws.ArgumentException, line.GetRawText());
            Assert.That(batch.TokenCount, Is.Zero);
            return;
        }

        int cut = pair is null ? tokenizer.AddTo(batch, text, maxTokens) : tokenizer.AddTo(batch, text, pair, maxTokens, strategy);

        Assert.That(batch.Ids.ToArray(), Is.EqualTo(line.Integers("ids")), line.GetRawText());
        Assert.That(batch.TokenTypes.ToArray(), Is.EqualTo(line.Integers("token_type_ids")), line.GetRawText());
        Assert.That(batch.TokenCount + cut, Is.EqualTo(WholeLength(tokenizer, text, pair)));
    }

    private static int WholeLength(BertTokenizer tokenizer, string text, string? pair)
    {
        var batch = new TokenBatch();
        int cut = pair is null ? tokenizer.AddTo(batch, text, 100_000) : tokenizer.AddTo(batch, text, pair, 100_000);
        Assert.That(cut, Is.Zero);
        return batch.TokenCount;
    }

    private static void CheckWindow(
        TokenBatch batch, TokenWindow window, TokenizedText question, TokenizedText context, JsonElement expected)
    {
        int start = batch.SequenceStarts[window.Sequence];
        int length = batch.LengthOf(window.Sequence);
        Assert.That(batch.Ids.Slice(start, length).ToArray(), Is.EqualTo(expected.Integers("ids")));
        Assert.That(batch.TokenTypes.Slice(start, length).ToArray(), Is.EqualTo(expected.Integers("token_type_ids")));

        var offsets = new (int, int)[length];
        var sequence = new int?[length];
        for (int i = 0; i < question.Count; i++)
            (offsets[1 + i], sequence[1 + i]) = ((question[i].Start, question[i].End), 0);
        for (int i = 0; i < window.TokenCount; i++)
        {
            TokenSpan token = context[window.FirstToken + i];
            (offsets[window.Position + i], sequence[window.Position + i]) = ((token.Start, token.End), 1);
        }

        Assert.That(offsets, Is.EqualTo(expected.Offsets("offsets")));
        Assert.That(sequence, Is.EqualTo(expected.GetProperty("sequence").EnumerateArray()
            .Select(e => e.ValueKind == JsonValueKind.Null ? (int?)null : e.GetInt32())));
    }
}
