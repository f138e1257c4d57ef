using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>The reference files of the tokenizer.</summary>
internal static class TokenizerGolden
{
    private const string Folder = "Golden/tokenizer";

    private static readonly Lazy<BertTokenizer> _uncased = new(() => Create(cased: false));
    private static readonly Lazy<BertTokenizer> _cased = new(() => Create(cased: true));

    /// <summary>The reference's tokenizer: recognises special tokens in the text.</summary>
    public static BertTokenizer Tokenizer(string model) => model == "bert-base-cased" ? _cased.Value : _uncased.Value;

    public static string[] VocabularyTokens(string model) =>
        ReadText($"{model}-vocab.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static JsonElement Json(string name) => JsonElement.Parse(ReadText(name));

    /// <summary>The lines of a file; of one whose name says "quoted", from outside the repository.</summary>
    public static IEnumerable<JsonElement> Lines(string name) =>
        (name.Contains("quoted", StringComparison.Ordinal) ? File.ReadAllText(SharedFiles.Require($"golden/tokenizer/{name}")) : ReadText(name))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line));

    public static int[] Integers(this JsonElement line, string property) =>
        [.. line.GetProperty(property).EnumerateArray().Select(e => e.GetInt32())];

    public static (int, int)[] Offsets(this JsonElement line, string property) =>
        [.. line.GetProperty(property).EnumerateArray().Select(e => (e[0].GetInt32(), e[1].GetInt32()))];

    public static string Text(this JsonElement line, string property) => line.GetProperty(property).GetString()!;

    private static string ReadText(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, Folder, name + ".gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static BertTokenizer Create(bool cased) =>
        new(Vocabulary.FromTokens(VocabularyTokens(cased ? "bert-base-cased" : "bert-base-uncased")),
            new TokenizerOptions { LowerCase = !cased, RecognizeSpecialTokens = true });
}
