using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Reads a <c>tokenizer.json</c> of byte-level BPE as RoBERTa has it.</summary>
internal static partial class BytePairJson
{
    /// <summary>Its model.type.</summary>
    public const string Model = "BPE";

    private const string PreTokenizer = "pre_tokenizer";
    private const string ByteLevel = "ByteLevel";
    private const string Merges = "merges";
    private const string Remedy = "Use the tokenizer of a RoBERTa model.";

    /// <summary>Memory that a merge takes until its pieces are found.</summary>
    public const int BytesOfMerge = 160;

    /// <summary>How RoBERTa spells its special tokens.</summary>
    public static SpecialTokenNames Names { get; } = new() { Padding = "<pad>", Unknown = "<unk>", Classification = "<s>", Separator = "</s>", Mask = "<mask>" };

    /// <param name="file">The file.</param>
    public static BytePairParts Read(string file)
    {
        var json = JsonFile.ReadAll(file, TokenizerJson.MaxBytes);
        var budget = new AllocationBudget(file, json.Length);
        var pieces = VocabularyEntries.Extract(file, ref json, budget) ?? [];
        var root = JsonSettings.Parse(file, json, budget, Remedy);
        var model = root.Object("model");
        RequirePlain(root, model);
        TokenizerJson.RequireLines(file, pieces);
        List<AddedToken> added = [.. root.Objects("added_tokens").Select(token => AddedTokenJson.Read(token, token.Integer("id", 0, int.MaxValue)))];
        var (names, template) = SpecialTokensJson.Read(root, Names with { Unknown = model.OptionalText("unk_token") ?? Names.Unknown }, pieces, added);
        return new BytePairParts(
            new TokenizerParts
            {
                File = file,
                Place = VocabularyEntries.Path,
                Pieces = PieceText.Of(pieces),
                Options = TruncationJson.Read(root, SubwordModel.Unchanged),
                Added = added,
                Entries = pieces.Count(piece => piece.Length > 0),
                Names = names,
            },
            ReadAddsSpace(root),
            template,
            ReadMerges(model));
    }

    /// <exception cref="ModelFileException">The model is changed in a way that is not supported, or changes text.</exception>
    private static void RequirePlain(JsonSettings root, JsonSettings model)
    {
        foreach (var text in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
        {
            model.RequireText(text, "");
        }

        foreach (var flag in new[] { "byte_fallback", "ignore_merges" })
        {
            model.RequireFlag(flag, false);
        }

        if (model.Has("dropout") || root.Has("normalizer"))
        {
            throw root.Unsupported(model.Has("dropout") ? "model.dropout" : "normalizer", "nothing", "something");
        }
    }

    private static bool ReadAddsSpace(JsonSettings root)
    {
        List<JsonSettings> steps = [.. JsonSteps.Of(root, PreTokenizer, "pretokenizers")];
        if (steps.Count != 1 || steps[0].Text("type") != ByteLevel)
        {
            throw root.Unsupported(PreTokenizer, $"'{ByteLevel}'", steps.Count == 0 ? "nothing" : string.Join(", ", steps.Select(step => step.Text("type"))));
        }

        steps[0].RequireFlag("use_regex", true);
        return steps[0].Flag("add_prefix_space");
    }

    private static List<(string Left, string Right)> ReadMerges(JsonSettings model)
    {
        model.Spend((long)model.Count(Merges) * BytesOfMerge, Merges);
        return [.. model.TextPairs(Merges)];
    }
}
