using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Reads <c>tokenizer.json</c> of Hugging Face's tokenizers: WordPiece after BERT's normaliser and pre-tokenizer, nothing else.</summary>
/// <remarks>Its truncation, padding and decoder settings are not read: callers say how long a sequence may be, and batches have no padding.</remarks>
internal static partial class TokenizerJson
{
    private const string ContinuationPrefix = "##";
    private const string Model = "WordPiece";
    private const string Normalizer = "BertNormalizer";
    private const string PreTokenizer = "BertPreTokenizer";

    public static BertTokenizer Read(string file)
    {
        byte[] json = JsonFile.ReadAll(file, JsonSettings.MaxBytes);
        var budget = new AllocationBudget(file, json.Length);
        string[]? pieces = VocabularyEntries.Extract(file, ref json, budget);
        return JsonSettings.Read(file, json, budget, root => Read(file, root, pieces));
    }

    private static BertTokenizer Read(string file, JsonSettings root, string[]? pieces)
    {
        JsonSettings model = root.Object("model");
        model.Demand("type", Model);
        model.Demand("unk_token", SpecialTokens.Unknown);
        model.Demand("continuing_subword_prefix", ContinuationPrefix);
        int maxWordLength = model.Integer("max_input_chars_per_word");
        if (maxWordLength is < 1 or > TokenizerOptions.MostMaxWordLength)
            throw model.Refusal("max_input_chars_per_word", $"{maxWordLength}", $"a number from 1 to {TokenizerOptions.MostMaxWordLength}");
        root.Object("pre_tokenizer").Demand("type", PreTokenizer);
        SequenceTemplate.Check(root);
        _ = model.Object("vocab");
        Vocabulary vocabulary = Vocabulary.TryCreate(pieces ?? [], out string? fault)
            ?? throw new ModelFileException(file, VocabularyEntries.Path, "pieces, each once, and the special tokens", fault!);
        CheckAddedTokens(root, vocabulary);
        return new BertTokenizer(vocabulary, ReadNormalizer(root) with { MaxWordLength = maxWordLength });
    }

    private static TokenizerOptions ReadNormalizer(JsonSettings root)
    {
        if (!root.Has("normalizer"))
            return new TokenizerOptions { CleanText = false, SplitCjk = false, LowerCase = false, StripAccents = false };
        JsonSettings normalizer = root.Object("normalizer");
        normalizer.Demand("type", Normalizer);
        return new TokenizerOptions
        {
            CleanText = normalizer.Boolean("clean_text"),
            SplitCjk = normalizer.Boolean("handle_chinese_chars"),
            StripAccents = normalizer.OptionalBoolean("strip_accents"),
            LowerCase = normalizer.Boolean("lowercase"),
        };
    }

    private static void CheckAddedTokens(JsonSettings root, Vocabulary vocabulary)
    {
        foreach (JsonSettings added in root.Objects("added_tokens"))
        {
            string content = added.String("content");
            if (!SpecialTokens.All.Contains(content))
                throw added.Refusal("content", $"\"{content}\"", string.Join(", ", SpecialTokens.All));
            if (!vocabulary.TryGetId(content, out int id) || id != added.Integer("id"))
                throw added.Refusal("id", $"{added.Integer("id")}", $"the id of {content} in model.vocab");
            foreach (string name in s_plainFlags)
                added.DemandIfThere(name, expected: false);
        }
    }
}
