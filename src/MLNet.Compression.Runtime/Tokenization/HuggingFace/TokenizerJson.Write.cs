using System.Text.Json;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

internal static partial class TokenizerJson
{
    private static readonly string[] s_plainFlags = ["single_word", "lstrip", "rstrip", "normalized"];

    /// <summary>Writes what <see cref="Read(string)"/> reads, and what Hugging Face's own reader wants beside it.</summary>
    public static void Write(string file, BertTokenizer tokenizer)
    {
        using FileStream stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        WriteAddedTokens(json, tokenizer.Vocabulary);
        WriteNormalizer(json, tokenizer.Options);
        json.WriteStartObject("pre_tokenizer");
        json.WriteString("type", PreTokenizer);
        json.WriteEndObject();
        SequenceTemplate.Write(json, tokenizer.Vocabulary);
        WriteDecoder(json);
        WriteModel(json, tokenizer);
        json.WriteEndObject();
    }

    private static void WriteAddedTokens(Utf8JsonWriter json, Vocabulary vocabulary)
    {
        json.WriteStartArray("added_tokens");
        foreach (int id in SpecialTokens.IdsIn(vocabulary).Order())
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("content", vocabulary[id]);
            foreach (string flag in s_plainFlags)
                json.WriteBoolean(flag, false);
            json.WriteBoolean("special", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNormalizer(Utf8JsonWriter json, TokenizerOptions options)
    {
        json.WriteStartObject("normalizer");
        json.WriteString("type", Normalizer);
        json.WriteBoolean("clean_text", options.CleanText);
        json.WriteBoolean("handle_chinese_chars", options.SplitCjk);
        if (options.StripAccents is { } strip)
            json.WriteBoolean("strip_accents", strip);
        else
            json.WriteNull("strip_accents");
        json.WriteBoolean("lowercase", options.LowerCase);
        json.WriteEndObject();
    }

    private static void WriteDecoder(Utf8JsonWriter json)
    {
        json.WriteStartObject("decoder");
        json.WriteString("type", Model);
        json.WriteString("prefix", ContinuationPrefix);
        json.WriteBoolean("cleanup", true);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, BertTokenizer tokenizer)
    {
        json.WriteStartObject("model");
        json.WriteString("type", Model);
        json.WriteString("unk_token", SpecialTokens.Unknown);
        json.WriteString("continuing_subword_prefix", ContinuationPrefix);
        json.WriteNumber("max_input_chars_per_word", tokenizer.Options.MaxWordLength);
        json.WriteStartObject("vocab");
        for (int id = 0; id < tokenizer.Vocabulary.Count; id++)
            json.WriteNumber(tokenizer.Vocabulary[id], id);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
