using System.Collections.Immutable;
using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Tokenization.Unigrams;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>The <c>normalizer</c> of SentencePiece models: what ALBERT does to texts, the map of characters, and no needless spaces.</summary>
internal static class UnigramNormalizerJson
{
    private const string Name = "normalizer";
    private const string Replace = "Replace";
    private const string Compatibility = "NFKD";
    private const string Accents = "StripAccents";
    private const string Lowercase = "Lowercase";
    private const string Precompiled = "Precompiled";
    private const string ManySpaces = " {2,}";
    private const string OuterSpaces = "^ +| +$";
    private static readonly string[] _quotes = ["``", "''"];

    /// <summary>The parts with what the normaliser says.</summary>
    public static UnigramParts Read(JsonSettings root, UnigramParts parts)
    {
        var isDecomposed = false;
        foreach (var step in JsonSteps.Of(root, Name, "normalizers"))
        {
            var type = step.Text("type");
            var isEarly = parts.Characters.IsEmpty;
            parts = type switch
            {
                Replace => ReadReplace(step, parts, isEarly),
                Compatibility when isEarly => parts,
                Accents when isEarly && isDecomposed => With(parts, parts.Parts.Options with { StripAccents = true }),
                Lowercase when isEarly => With(parts, parts.Parts.Options with { LowerCase = true, StripAccents = parts.Parts.Options.StripAccents ?? false }),
                Precompiled when isEarly => parts with { Characters = ReadMap(step) },

                // White space at the ends of a text counts for nothing.
                "Strip" => parts,
                _ => throw step.Unsupported("type", $"'{Replace}' of quotes or spaces, '{Compatibility}' with '{Accents}', '{Lowercase}', all before '{Precompiled}'", $"'{type}'"),
            };
            isDecomposed |= type == Compatibility;
        }

        return !isDecomposed || parts.Parts.Options.StripAccents == true ? parts
            : throw root.Unsupported(Name, $"'{Compatibility}' with '{Accents}' behind it", $"'{Compatibility}' alone");
    }

    public static void Write(Utf8JsonWriter json, UnigramModel model, TokenizerOptions options)
    {
        json.WriteStartObject(Name);
        json.WriteString("type", "Sequence");
        json.WriteStartArray("normalizers");
        foreach (var quote in model.ReplacesQuotes ? _quotes : [])
        {
            WriteReplace(json, "String", quote, "\"");
        }

        string[] steps = [.. (options.StripAccents ?? options.LowerCase) ? [Compatibility, Accents] : Array.Empty<string>(), .. options.LowerCase ? [Lowercase] : Array.Empty<string>()];
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("type", step);
            json.WriteEndObject();
        }

        if (!model.Characters.Data.IsEmpty)
        {
            json.WriteStartObject();
            json.WriteString("type", Precompiled);
            json.WriteBase64String("precompiled_charsmap", model.Characters.Data.AsSpan());
            json.WriteEndObject();
        }

        WriteReplace(json, "Regex", OuterSpaces, "");
        WriteReplace(json, "Regex", ManySpaces, " ");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static UnigramParts With(UnigramParts parts, TokenizerOptions options) => parts with { Parts = parts.Parts with { Options = options } };

    private static UnigramParts ReadReplace(JsonSettings step, UnigramParts parts, bool isEarly)
    {
        var pattern = step.Object("pattern");
        var (text, regex, content) = (pattern.OptionalText("String"), pattern.OptionalText("Regex"), step.Text("content"));
        return text is not null && _quotes.Contains(text) && content == "\"" && isEarly ? parts with { ReplacesQuotes = true }
            : (regex == ManySpaces && content is " " or "▁") || (regex == OuterSpaces && content.Length == 0) ? parts
            : throw step.Unsupported("pattern", "quotes that become '\"', or spaces that become one", $"'{text ?? regex}' that becomes '{content}'");
    }

    private static ImmutableArray<byte> ReadMap(JsonSettings step)
    {
        const string Map = "precompiled_charsmap";
        var text = step.Text(Map);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? [.. bytes.AsSpan(0, length)] : throw step.Wrong(Map, "bytes in base 64", "something else");
    }

    private static void WriteReplace(Utf8JsonWriter json, string kind, string pattern, string content)
    {
        json.WriteStartObject();
        json.WriteString("type", Replace);
        json.WriteStartObject("pattern");
        json.WriteString(kind, pattern);
        json.WriteEndObject();
        json.WriteString("content", content);
        json.WriteEndObject();
    }
}
