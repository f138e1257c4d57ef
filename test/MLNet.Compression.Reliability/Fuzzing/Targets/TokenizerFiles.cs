using System.Text;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>The files that describe a small tokenizer, as Hugging Face's libraries write them.</summary>
internal static class TokenizerFiles
{
    public const string Configuration = """
        {
          "tokenizer_class": "BertTokenizer", "do_lower_case": true, "do_basic_tokenize": true, "never_split": null, "strip_accents": null,
          "tokenize_chinese_chars": true, "model_max_length": 512, "pad_token": "[PAD]", "unk_token": {"content": "[UNK]", "lstrip": false},
          "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]", "added_tokens_decoder": {"0": {"content": "[PAD]", "special": true}}
        }
        """;

    private static readonly string[] _pieces =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "cat", "##s", "caf\u00e9", "a", "##a", "un", "##able", "!", "\u4e2d", "x"];

    public static byte[] Vocabulary => Encoding.UTF8.GetBytes(string.Join('\n', _pieces) + "\n");

    public static string Tokenizer { get; } = $$"""
        {
          "version": "1.0", "truncation": {"max_length": 128}, "padding": null, "added_tokens": [{{Added}}],
          "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true},
          "pre_tokenizer": {"type": "BertPreTokenizer"},
          "post_processor": {
            "type": "TemplateProcessing",
            "single": [
              {"SpecialToken": {"id": "[CLS]", "type_id": 0} }, {"Sequence": {"id": "A", "type_id": 0} },
              {"SpecialToken": {"id": "[SEP]", "type_id": 0} }],
            "pair": [
              {"SpecialToken": {"id": "[CLS]", "type_id": 0} }, {"Sequence": {"id": "A", "type_id": 0} },
              {"SpecialToken": {"id": "[SEP]", "type_id": 0} }, {"Sequence": {"id": "B", "type_id": 1} },
              {"SpecialToken": {"id": "[SEP]", "type_id": 1} }]
          },
          "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
          "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
            "vocab": { {{Entries}} }
          }
        }
        """;

    private static string Added => string.Join(',', _pieces.Take(5).Select((piece, id) =>
        $$"""{"id":{{id}},"content":"{{piece}}","special":true,"single_word":false,"lstrip":false,"rstrip":false,"normalized":false}"""));

    private static string Entries => string.Join(',', _pieces.Select((piece, id) => $"\"{piece}\":{id}"));
}
