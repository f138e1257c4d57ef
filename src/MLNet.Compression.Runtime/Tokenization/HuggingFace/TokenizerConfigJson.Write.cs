using System.Text.Json;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

internal static partial class TokenizerConfigJson
{
    /// <summary>Writes what <see cref="Read"/> reads, and how the model takes its input.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="input">How the model takes its input.</param>
    public static void Write(string file, BertTokenizer tokenizer, ModelInput input)
    {
        using FileStream stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("tokenizer_class", input.TokenizerClass);
        json.WriteNumber("model_max_length", input.MaxTokens);
        WriteInputNames(json, input);
        json.WriteBoolean("do_lower_case", tokenizer.Options.LowerCase);
        if (tokenizer.Options.StripAccents is { } strip)
            json.WriteBoolean("strip_accents", strip);
        else
            json.WriteNull("strip_accents");
        json.WriteBoolean("tokenize_chinese_chars", tokenizer.Options.SplitCjk);
        foreach ((string setting, string token) in s_specialTokens)
            json.WriteString(setting, tokenizer.Vocabulary.TryGetId(token, out _) ? token : null);
        json.WriteEndObject();
    }

    private static void WriteInputNames(Utf8JsonWriter json, ModelInput input)
    {
        json.WriteStartArray("model_input_names");
        json.WriteStringValue("input_ids");
        if (input.HasTokenTypes)
            json.WriteStringValue("token_type_ids");
        json.WriteStringValue("attention_mask");
        json.WriteEndArray();
    }
}
