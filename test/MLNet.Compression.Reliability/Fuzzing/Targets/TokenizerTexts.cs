namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Texts of a <c>tokenizer.json</c>.</summary>
internal static class TokenizerTexts
{
    public const string Name = "tokenizer.json";

    /// <summary>As that of a published BERT.</summary>
    public static string Bert { get; } = Of(
        """{"max_length": 128}""",
        Added,
        """{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true}""",
        """{"type": "BertPreTokenizer"}""",
        """
        {
          "type": "TemplateProcessing",
          "single": [
            {"SpecialToken": {"id": "[CLS]", "type_id": 0} }, {"Sequence": {"id": "A", "type_id": 0} },
            {"SpecialToken": {"id": "[SEP]", "type_id": 0} }],
          "pair": [
            {"SpecialToken": {"id": "[CLS]", "type_id": 0} }, {"Sequence": {"id": "A", "type_id": 0} },
            {"SpecialToken": {"id": "[SEP]", "type_id": 0} }, {"Sequence": {"id": "B", "type_id": 1} },
            {"SpecialToken": {"id": "[SEP]", "type_id": 1} }]
        }
        """);

    /// <summary>The same in other spellings, with tokens that somebody added.</summary>
    public static string Other { get; } = Of(
        """{"max_length": 128, "direction": "Left"}""",
        $$"""
        {{Added}},
        {"id": 16, "content": "<ent>", "special": true, "single_word": false, "lstrip": true, "rstrip": true, "normalized": false},
        {"id": 17, "content": "Caf\u00e9 X", "special": false, "single_word": true, "lstrip": false, "rstrip": false, "normalized": true},
        {"id": 5, "content": "the", "special": false, "single_word": false, "lstrip": false, "rstrip": false, "normalized": true}
        """,
        """{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "Lowercase"}, {"type": "StripAccents"}]}""",
        """{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Punctuation", "behavior": "Isolated"}]}""",
        """{"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]}""");

    private static string Added => string.Join(',', TokenizerFiles.Pieces.Take(5).Select((piece, id) =>
        $$"""{"id":{{id}},"content":"{{piece}}","special":true,"single_word":false,"lstrip":false,"rstrip":false,"normalized":false}"""));

    private static string Entries => string.Join(',', TokenizerFiles.Pieces.Select((piece, id) => $"\"{piece}\":{id}"));

    private static string Of(string truncation, string added, string normalizer, string preTokenizer, string postProcessor) => $$"""
        {
          "version": "1.0", "truncation": {{truncation}}, "padding": null, "added_tokens": [{{added}}],
          "normalizer": {{normalizer}},
          "pre_tokenizer": {{preTokenizer}},
          "post_processor": {{postProcessor}},
          "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
          "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
            "vocab": { {{Entries}} }
          }
        }
        """;
}
