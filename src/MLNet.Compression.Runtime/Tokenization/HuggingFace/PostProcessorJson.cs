using System.Globalization;
using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>The <c>post_processor</c>: reads it only if it makes the sequences that <see cref="TextTokenizer"/> makes, and writes such a one.</summary>
internal static class PostProcessorJson
{
    private const string Name = "post_processor";
    private const string Template = "TemplateProcessing";
    private const string Bert = "BertProcessing";
    private const string Roberta = "RobertaProcessing";

    /// <summary>The special tokens with which sequences start and end, by their ids, and where they stand.</summary>
    /// <param name="root">The file.</param>
    /// <param name="idOf">The id of a token; -1 if there is none.</param>
    /// <param name="templates">Where they may stand.</param>
    public static (int Classification, int Separator, SequenceTemplate Template) Read(JsonSettings root, Func<string, int> idOf, params SequenceTemplate[] templates)
    {
        // Offsets without the space before a word are what tokenizers have here anyway.
        List<JsonSettings> steps = [.. JsonSteps.Of(root, Name, "processors").Where(step => step.Text("type") != "ByteLevel")];
        if (steps.Count != 1)
        {
            throw root.Unsupported(Name, $"'{Template}' or '{Bert}'", steps.Count == 0 ? "nothing, so that no special tokens are put around a text" : $"{steps.Count} steps");
        }

        return steps[0].Text("type") switch
        {
            Template => ReadTemplate(steps[0], idOf, templates),
            Bert when templates.Contains(SequenceTemplate.Bert) => (ReadId(steps[0], "cls"), ReadId(steps[0], "sep"), SequenceTemplate.Bert),
            Roberta when templates.Contains(SequenceTemplate.Roberta) => (ReadId(steps[0], "cls"), ReadId(steps[0], "sep"), SequenceTemplate.Roberta),
            var other => throw steps[0].Unsupported("type", $"'{Template}' or '{Bert}'", $"'{other}'"),
        };
    }

    public static void Write(Utf8JsonWriter json, Vocabulary vocabulary, SequenceTemplate template)
    {
        var single = Single(vocabulary.Names.Classification, vocabulary.Names.Separator);
        json.WriteStartObject(Name);
        json.WriteString("type", Template);
        WriteTemplate(json, "single", single);
        WriteTemplate(json, "pair", Pair(single, template));
        json.WriteStartObject("special_tokens");
        WriteToken(json, vocabulary.Names.Classification, vocabulary.ClassificationId);
        WriteToken(json, vocabulary.Names.Separator, vocabulary.SeparatorId);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes one that makes RoBERTa's sequences and leaves spaces out of offsets.</summary>
    public static void WriteRoberta(Utf8JsonWriter json, Vocabulary vocabulary, bool addsSpace)
    {
        json.WriteStartObject(Name);
        json.WriteString("type", Roberta);
        WritePair(json, "sep", vocabulary.Names.Separator, vocabulary.SeparatorId);
        WritePair(json, "cls", vocabulary.Names.Classification, vocabulary.ClassificationId);
        json.WriteBoolean("trim_offsets", true);
        json.WriteBoolean("add_prefix_space", addsSpace);
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, string name, string token, int id)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(token);
        json.WriteNumberValue(id);
        json.WriteEndArray();
    }

    private static string[] Single(string classification, string separator) => [$"{classification}:0", "A:0", $"{separator}:0"];

    private static string[] Pair(string[] single, SequenceTemplate template) =>
    [
        .. single, .. Enumerable.Repeat(single[^1], template.Separators - 1), $"B:{template.SecondType}", $"{NameOf(single[^1])}:{template.SecondType}",
    ];

    private static (int Classification, int Separator, SequenceTemplate Template) ReadTemplate(JsonSettings step, Func<string, int> idOf, SequenceTemplate[] templates)
    {
        string[] single = [.. step.Objects("single").Select(Describe)];
        var expected = single.Length == 3 ? Single(NameOf(single[0]), NameOf(single[2])) : Single(SpecialTokens.Classification, SpecialTokens.Separator);
        Require(step, "single", single, expected);
        string[] pair = [.. step.Objects("pair").Select(Describe)];
        var template = Array.Find(templates, template => pair.AsSpan().SequenceEqual(Pair(single, template))) ?? templates[0];
        Require(step, "pair", pair, Pair(single, template));
        return (IdIn(step, NameOf(single[0]), idOf), IdIn(step, NameOf(single[2]), idOf), template);
    }

    private static void Require(JsonSettings step, string name, string[] found, string[] expected)
    {
        if (!found.AsSpan().SequenceEqual(expected))
        {
            throw step.Unsupported(name, string.Join(' ', expected), found.Length == 0 ? "nothing" : string.Join(' ', found));
        }
    }

    private static string NameOf(string part) => part[..part.LastIndexOf(':')];

    private static string Describe(JsonSettings part)
    {
        var inner = part.Object(part.Has("SpecialToken") ? "SpecialToken" : "Sequence");
        return string.Create(CultureInfo.InvariantCulture, $"{inner.Text("id")}:{inner.Integer("type_id", 0, int.MaxValue)}");
    }

    private static int IdIn(JsonSettings step, string token, Func<string, int> idOf)
    {
        const string Tokens = "special_tokens";
        if (!step.Has(Tokens) || !step.Object(Tokens).Has(token))
        {
            return idOf(token);
        }

        var entry = step.Object(Tokens).Object(token);
        return entry.Count("ids") == 1 ? Parse(entry, "ids", 0) : throw entry.Unsupported("ids", "one id", $"{entry.Count("ids")}");
    }

    // A text and its id.
    private static int ReadId(JsonSettings step, string name) => step.Count(name) == 2 ? Parse(step, name, 1) : throw step.Wrong(name, "a token and its id", "something else");

    private static int Parse(JsonSettings settings, string name, int index) =>
        int.TryParse(settings.TextAt(name, index), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw settings.Wrong(name, "an id", settings.TextAt(name, index));

    private static void WriteTemplate(Utf8JsonWriter json, string name, string[] parts)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < parts.Length; i++)
        {
            json.WriteStartObject();
            json.WriteStartObject(i == 1 || (i > 2 && i == parts.Length - 2) ? "Sequence" : "SpecialToken");
            json.WriteString("id", NameOf(parts[i]));
            json.WriteNumber("type_id", parts[i][^1] - '0');
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
}
