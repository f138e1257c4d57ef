using System.Globalization;
using System.Text.Json;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>The <c>post_processor</c>: reads it only if it makes the sequences that <see cref="BertTokenizer"/> makes, and writes such a one.</summary>
internal static class SequenceTemplate
{
    private const string Classification = $"{SpecialTokens.Classification}:0";
    private const string FirstSeparator = $"{SpecialTokens.Separator}:0";
    private const string SecondSeparator = $"{SpecialTokens.Separator}:1";

    private static readonly string[] s_single = [Classification, "A:0", FirstSeparator];
    private static readonly string[] s_pair = [.. s_single, "B:1", SecondSeparator];

    public static void Check(JsonSettings root)
    {
        if (!root.Has("post_processor"))
            return;
        JsonSettings processor = root.Object("post_processor");
        string type = processor.String("type");
        if (type == "TemplateProcessing")
        {
            CheckTemplate(processor, "single", s_single);
            CheckTemplate(processor, "pair", s_pair);
        }
        else if (type != "BertProcessing")
        {
            throw processor.Refusal("type", $"\"{type}\"", "\"TemplateProcessing\" or \"BertProcessing\"");
        }
    }

    public static void Write(Utf8JsonWriter json, Vocabulary vocabulary)
    {
        json.WriteStartObject("post_processor");
        json.WriteString("type", "TemplateProcessing");
        WriteTemplate(json, "single", s_single);
        WriteTemplate(json, "pair", s_pair);
        json.WriteStartObject("special_tokens");
        WriteToken(json, SpecialTokens.Classification, vocabulary.ClassificationId);
        WriteToken(json, SpecialTokens.Separator, vocabulary.SeparatorId);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTemplate(Utf8JsonWriter json, string name, string[] parts)
    {
        json.WriteStartArray(name);
        foreach (string part in parts)
        {
            string[] idAndType = part.Split(':');
            json.WriteStartObject();
            json.WriteStartObject(idAndType[0].StartsWith('[') ? "SpecialToken" : "Sequence");
            json.WriteString("id", idAndType[0]);
            json.WriteNumber("type_id", int.Parse(idAndType[1], CultureInfo.InvariantCulture));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteToken(Utf8JsonWriter json, string token, int id)
    {
        json.WriteStartObject(token);
        json.WriteString("id", token);
        json.WriteStartArray("ids");
        json.WriteNumberValue(id);
        json.WriteEndArray();
        json.WriteStartArray("tokens");
        json.WriteStringValue(token);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void CheckTemplate(JsonSettings processor, string name, string[] expected)
    {
        string[] found = [.. processor.Objects(name).Select(Describe)];
        if (!found.AsSpan().SequenceEqual(expected))
            throw processor.Refusal(name, string.Join(' ', found), string.Join(' ', expected));
    }

    private static string Describe(JsonSettings part)
    {
        JsonSettings inner = part.Object(part.Has("SpecialToken") ? "SpecialToken" : "Sequence");
        return $"{inner.String("id")}:{inner.Integer("type_id")}";
    }
}
