using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>The <c>pre_tokenizer</c> of SentencePiece models: ▁ for spaces, also before the text.</summary>
internal static class MetaspaceJson
{
    private const string Name = "pre_tokenizer";
    private const string Metaspace = "Metaspace";
    private const string Space = "WhitespaceSplit";
    private const string Scheme = "prepend_scheme";

    public static bool ReadAddsPrefix(JsonSettings root)
    {
        List<JsonSettings> steps = [.. JsonSteps.Of(root, Name, "pretokenizers")];
        var types = string.Join(", ", steps.Select(step => step.Text("type")));
        if (types is not (Metaspace or $"{Space}, {Metaspace}"))
        {
            throw root.Unsupported(Name, $"'{Metaspace}', alone or behind '{Space}'", types.Length == 0 ? "nothing" : types);
        }

        steps[^1].RequireText("replacement", "▁");
        steps[^1].RequireFlag("split", true);
        return steps[^1].OptionalText(Scheme) switch
        {
            null => steps[^1].OptionalFlag("add_prefix_space") ?? true,
            "always" => true,
            "never" when steps.Count == 1 => false,
            var other => throw steps[^1].Unsupported(Scheme, "'always'", $"'{other}'"),
        };
    }

    public static void Write(Utf8JsonWriter json, string name, bool addsPrefix)
    {
        json.WriteStartObject(name);
        json.WriteString("type", Metaspace);
        json.WriteString("replacement", "▁");
        json.WriteString(Scheme, addsPrefix ? "always" : "never");
        json.WriteBoolean("split", true);
        json.WriteEndObject();
    }
}
