using System.Text;
using System.Text.Json.Nodes;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>A temporary folder with the files of a small tokenizer.</summary>
internal sealed class TokenizerFolder : IDisposable
{
    public static readonly string[] Tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "cat", "##s", "É", "e"];

    public string Path { get; } = Directory.CreateTempSubdirectory("tokenizer-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public TokenizerFolder Write(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content, new UTF8Encoding(false));
        return this;
    }

    public TokenizerFolder WriteVocabulary() => Write("vocab.txt", string.Join('\n', Tokens) + "\n");

    /// <summary>Writes a <c>tokenizer.json</c> as Hugging Face does, after a change.</summary>
    public TokenizerFolder WriteTokenizer(Action<JsonNode>? change = null)
    {
        var root = JsonNode.Parse(TokenizerJson())!;
        change?.Invoke(root);
        return Write("tokenizer.json", root.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string TokenizerJson()
    {
        var added = string.Join(',', Tokens.Take(5).Select((token, id) =>
            $$"""{"id":{{id}},"content":"{{token}}","special":true,"single_word":false,"lstrip":false,"rstrip":false,"normalized":false}"""));
        var vocabulary = string.Join(',', Tokens.Select((token, id) => $"\"{token}\":{id}"));
        return $$"""
            {
              "version": "1.0", "truncation": {"max_length": 128}, "padding": null, "added_tokens": [{{added}}],
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
                "vocab": { {{vocabulary}} }
              }
            }
            """;
    }
}
