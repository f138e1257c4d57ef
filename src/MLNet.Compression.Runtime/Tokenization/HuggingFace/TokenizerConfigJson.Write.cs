using System.Globalization;
using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

internal sealed partial class TokenizerConfigJson
{
    /// <summary>Writes what this class and <see cref="AddedTokenFiles"/> read, and how the model takes its input.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="input">How the model takes its input.</param>
    public static void Write(string file, BertTokenizer tokenizer, ModelInput input) => JsonFile.Write(file, json =>
    {
        WriteInput(json, input.TokenizerClass, input);
        json.WriteBoolean("do_lower_case", tokenizer.Options.LowerCase);
        if (tokenizer.Options.StripAccents is { } strip)
        {
            json.WriteBoolean("strip_accents", strip);
        }
        else
        {
            json.WriteNull("strip_accents");
        }

        json.WriteBoolean("tokenize_chinese_chars", tokenizer.Options.SplitCjk);
        WriteEnd(json, tokenizer);
    });

    /// <summary>Writes how the model takes its input, and leaves how text is split to <c>tokenizer.json</c>.</summary>
    public static void WriteGeneral(string file, TextTokenizer tokenizer, ModelInput input) => JsonFile.Write(file, json =>
    {
        WriteInput(json, _generalClasses[0], input);
        WriteEnd(json, tokenizer);
    });

    private static void WriteInput(Utf8JsonWriter json, string tokenizerClass, ModelInput input)
    {
        json.WriteString("tokenizer_class", tokenizerClass);
        json.WriteNumber("model_max_length", input.MaxTokens);
        WriteInputNames(json, input);
    }

    private static void WriteEnd(Utf8JsonWriter json, TextTokenizer tokenizer)
    {
        if (tokenizer.Options.TruncateLeft)
        {
            json.WriteString("truncation_side", "left");
        }

        WriteTokens(json, tokenizer.Vocabulary);
    }

    private static void WriteTokens(Utf8JsonWriter json, Vocabulary vocabulary)
    {
        foreach ((var setting, var token) in AddedTokenFiles.Settings.Zip(vocabulary.Names.All))
        {
            json.WriteString(setting, vocabulary.TryGetId(token, out _) ? token : null);
        }

        if (vocabulary.AddedTokens.IsEmpty)
        {
            return;
        }

        json.WriteStartObject(AddedTokenFiles.Decoder);
        foreach (var token in AddedTokens.AllOf(vocabulary))
        {
            json.WriteStartObject(token.Id.ToString(CultureInfo.InvariantCulture));
            AddedTokenJson.Write(json, token);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteInputNames(Utf8JsonWriter json, ModelInput input)
    {
        json.WriteStartArray("model_input_names");
        json.WriteStringValue("input_ids");
        if (input.HasTokenTypes)
        {
            json.WriteStringValue("token_type_ids");
        }

        json.WriteStringValue("attention_mask");
        json.WriteEndArray();
    }
}
