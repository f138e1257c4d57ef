namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Checks that a <c>post_processor</c>, where there is one, makes the sequences that <see cref="BertTokenizer"/> makes.</summary>
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
