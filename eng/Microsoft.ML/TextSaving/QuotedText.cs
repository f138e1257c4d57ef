namespace Microsoft.ML.Data;

/// <summary>Text in quotes, its quotes doubled, where it would otherwise be read as something else.</summary>
internal static class QuotedText
{
    public static string Format(ReadOnlySpan<char> text, char separator)
    {
        var plain = !text.IsEmpty && text[0] != ' ' && text.IndexOfAny(['"', ':', '\r', '\n', separator]) < 0;
        return plain ? text.ToString() : $"\"{text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
