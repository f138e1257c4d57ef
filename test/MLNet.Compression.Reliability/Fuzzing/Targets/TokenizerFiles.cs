namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>The files that describe a small tokenizer, as Hugging Face's libraries write them.</summary>
internal static class TokenizerFiles
{
    public const string SpecialTokensMapName = "special_tokens_map.json";
    public const string AddedTokensName = "added_tokens.json";
    public const string ConfigurationName = "tokenizer_config.json";

    public const string Configuration = """
        {
          "tokenizer_class": "BertTokenizer", "do_lower_case": true, "do_basic_tokenize": true, "never_split": null, "strip_accents": null,
          "tokenize_chinese_chars": true, "model_max_length": 512, "pad_token": "[PAD]", "unk_token": {"content": "[UNK]", "lstrip": false},
          "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]", "added_tokens_decoder": {"0": {"content": "[PAD]", "special": true}}
        }
        """;

    private const string ConfigurationWithAddedTokens = """
        {
          "tokenizer_class": "BertTokenizer", "do_lower_case": true, "truncation_side": "left", "pad_token": "[PAD]",
          "cls_token": {"content": "[CLS]"}, "mask_token": "[MASK]", "additional_special_tokens": ["<ent>", {"content": "<sum>", "lstrip": true}],
          "extra_special_tokens": {"image_token": "<img>", "other": {"content": "\u0130b", "normalized": true}},
          "added_tokens_decoder": {
            "4": {"content": "[MASK]", "lstrip": true, "rstrip": false, "normalized": false, "single_word": false, "special": true},
            "16": {"content": "<ent>", "lstrip": false, "rstrip": true, "normalized": false, "single_word": false, "special": true},
            "17": {"content": "Caf\u00e9 X", "lstrip": false, "rstrip": false, "normalized": true, "single_word": true, "special": false}
          }
        }
        """;

    private const string SpecialTokensMap = """
        {
          "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": {"content": "[CLS]", "lstrip": false, "normalized": false}, "sep_token": "[SEP]",
          "mask_token": {"content": "[MASK]", "lstrip": true, "normalized": false, "rstrip": false, "single_word": false},
          "additional_special_tokens": ["<ent>", {"content": "<sum>", "lstrip": false, "normalized": false, "rstrip": true, "single_word": true}]
        }
        """;

    private const string AddedTokens = """{"<ent>": 16, "Caf\u00e9 X": 17, "newword": 18, "the": 5}""";

    /// <summary>The pieces in the order of their ids.</summary>
    public static IReadOnlyList<string> Pieces { get; } =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "cat", "##s", "caf\u00e9", "a", "##a", "un", "##able", "!", "\u4e2d", "x"];

    private static (string Name, string Text) Vocabulary => ("vocab.txt", string.Join('\n', Pieces) + "\n");

    private static (string Name, string Text) Tokenizer => (TokenizerTexts.Name, TokenizerTexts.Bert);

    /// <summary>Folders as older programs wrote them: added tokens in files of their own.</summary>
    public static IReadOnlyList<string> CreateOlder(Workplace workplace) => Create(
        workplace, [(SpecialTokensMapName, SpecialTokensMap), (AddedTokensName, AddedTokens)]);

    /// <summary>Folders as newer programs write them: added tokens in the configuration.</summary>
    public static IReadOnlyList<string> CreateNewer(Workplace workplace) => Create(workplace, [(ConfigurationName, ConfigurationWithAddedTokens)]);

    private static IReadOnlyList<string> Create(Workplace workplace, (string Name, string Text)[] files) =>
        [workplace.CreateFolder("pieces", [Vocabulary, .. files]), workplace.CreateFolder("whole", [Tokenizer, .. files])];
}
