using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>The <c>normalizer</c>: BERT's, or simpler ones that do a part of what it does, or what the sequence of <c>NFD</c> and <c>StripAccents</c> does.</summary>
internal static class NormalizerJson
{
    private const string Name = "normalizer";
    private const string Bert = "BertNormalizer";
    private const string Sequence = "Sequence";
    private const string Steps = "normalizers";
    private const string Decompose = "NFD";
    private const string Strip = "StripAccents";
    private const string Lowercase = "Lowercase";

    private static TokenizerOptions AsItIs { get; } = new() { CleanText = false, SplitCjk = false, LowerCase = false, StripAccents = false };

    public static TokenizerOptions Read(JsonSettings root)
    {
        var options = AsItIs;
        var isDecomposed = false;
        foreach (var step in JsonSteps.Of(root, Name, Steps))
        {
            var type = step.Text("type");
            var isFirst = options == AsItIs && !isDecomposed;
            options = type switch
            {
                Bert when isFirst => ReadBert(step),
                Decompose when isFirst => options,
                Strip when isDecomposed => options with { StripAccents = true, StripOtherMarks = true },
                Lowercase => options with { LowerCase = true, StripAccents = options.StripAccents ?? options.LowerCase },

                // White space at the ends of a text separates nothing.
                "Strip" => options,
                _ => throw step.Unsupported("type", $"'{Bert}' alone or before '{Lowercase}', or '{Decompose}' before '{Strip}'", $"'{type}'"),
            };
            isDecomposed = isDecomposed || type == Decompose;
        }

        return !isDecomposed || options.StripOtherMarks ? options
            : throw root.Unsupported(Name, $"'{Decompose}' with '{Strip}' behind it", $"'{Decompose}' alone");
    }

    public static void Write(Utf8JsonWriter json, TokenizerOptions options)
    {
        json.WriteStartObject(Name);
        if (options.StripOtherMarks)
        {
            WriteSteps(json, options.LowerCase ? [Decompose, Lowercase, Strip] : [Decompose, Strip]);
            json.WriteEndObject();
            return;
        }

        json.WriteString("type", Bert);
        json.WriteBoolean("clean_text", options.CleanText);
        json.WriteBoolean("handle_chinese_chars", options.SplitCjk);
        if (options.StripAccents is { } strip)
        {
            json.WriteBoolean("strip_accents", strip);
        }
        else
        {
            json.WriteNull("strip_accents");
        }

        json.WriteBoolean("lowercase", options.LowerCase);
        json.WriteEndObject();
    }

    private static TokenizerOptions ReadBert(JsonSettings step) => new()
    {
        CleanText = step.Flag("clean_text"),
        SplitCjk = step.Flag("handle_chinese_chars"),
        StripAccents = step.OptionalFlag("strip_accents"),
        LowerCase = step.Flag("lowercase"),
    };

    private static void WriteSteps(Utf8JsonWriter json, string[] steps)
    {
        json.WriteString("type", Sequence);
        json.WriteStartArray(Steps);
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("type", step);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
