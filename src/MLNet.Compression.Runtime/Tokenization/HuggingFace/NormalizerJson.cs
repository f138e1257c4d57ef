using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>The <c>normalizer</c>: BERT's, or simpler ones that do a part of what it does.</summary>
internal static class NormalizerJson
{
    private const string Name = "normalizer";
    private const string Bert = "BertNormalizer";

    private static TokenizerOptions AsItIs { get; } = new() { CleanText = false, SplitCjk = false, LowerCase = false, StripAccents = false };

    public static TokenizerOptions Read(JsonSettings root)
    {
        TokenizerOptions options = AsItIs;
        foreach (JsonSettings step in JsonSteps.Of(root, Name, "normalizers"))
            options = Apply(step, options);
        return options;
    }

    public static void Write(Utf8JsonWriter json, TokenizerOptions options)
    {
        json.WriteStartObject(Name);
        json.WriteString("type", Bert);
        json.WriteBoolean("clean_text", options.CleanText);
        json.WriteBoolean("handle_chinese_chars", options.SplitCjk);
        if (options.StripAccents is { } strip)
            json.WriteBoolean("strip_accents", strip);
        else
            json.WriteNull("strip_accents");
        json.WriteBoolean("lowercase", options.LowerCase);
        json.WriteEndObject();
    }

    private static TokenizerOptions Apply(JsonSettings step, TokenizerOptions options)
    {
        switch (step.Text("type"))
        {
            case Bert when options == AsItIs:
                return new TokenizerOptions
                {
                    CleanText = step.Flag("clean_text"),
                    SplitCjk = step.Flag("handle_chinese_chars"),
                    StripAccents = step.OptionalFlag("strip_accents"),
                    LowerCase = step.Flag("lowercase"),
                };
            case "Lowercase":
                return options with { LowerCase = true, StripAccents = options.StripAccents ?? options.LowerCase };

            // White space at the ends of a text separates nothing.
            case "Strip":
                return options;
            case var other:
                throw step.Unsupported("type", $"'{Bert}', with or without 'Lowercase' and 'Strip' behind it", $"'{other}'");
        }
    }
}
