using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Cuts a line of options at blanks that stand outside quotes and braces.</summary>
internal static class OptionTokens
{
    public static IEnumerable<string> Split(string text)
    {
        var token = new StringBuilder();
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quoted && i + 1 < text.Length)
                token.Append(c).Append(text[++i]);
            else if (char.IsWhiteSpace(c) && depth == 0 && !quoted)
                yield return Flush(token);
            else
                token.Append(c);

            quoted ^= c == '"';
            depth += quoted ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
        }

        yield return Flush(token);
    }

    public static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
            return text;

        var plain = new StringBuilder();
        for (var i = 1; i < text.Length - 1; i++)
            plain.Append(text[i] == '\\' ? text[++i] : text[i]);

        return plain.ToString();
    }

    private static string Flush(StringBuilder token)
    {
        var text = token.ToString();
        token.Clear();
        return text;
    }
}
