namespace Microsoft.ML.Data;

/// <summary>Separators by the names they have in the options of a file.</summary>
internal static class SeparatorName
{
    private static readonly Dictionary<string, char> s_names = new()
    {
        ["space"] = ' ',
        ["tab"] = '\t',
        ["comma"] = ',',
        ["colon"] = ':',
        ["semicolon"] = ';',
        ["bar"] = '|',
    };

    public static char Parse(string text) =>
        s_names.TryGetValue(text.ToLowerInvariant(), out var separator) ? separator
        : text.Length == 1 ? text[0]
        : throw new FormatException($"'{text}' is no separator.");

    public static string Format(char separator)
    {
        foreach (var (name, named) in s_names)
        {
            if (named == separator)
                return name;
        }

        return separator.ToString();
    }
}
