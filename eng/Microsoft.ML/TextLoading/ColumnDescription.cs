using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>Columns as text: "name:type:fields" such as Features:R4:1-3,7, or {name=... type=... src=...} for names that this can't hold.</summary>
internal static class ColumnDescription
{
    private static readonly Dictionary<DataKind, string> s_names = new()
    {
        [DataKind.SByte] = "I1",
        [DataKind.Byte] = "U1",
        [DataKind.Int16] = "I2",
        [DataKind.UInt16] = "U2",
        [DataKind.Int32] = "I4",
        [DataKind.UInt32] = "U4",
        [DataKind.Int64] = "I8",
        [DataKind.UInt64] = "U8",
        [DataKind.Single] = "R4",
        [DataKind.Double] = "R8",
        [DataKind.String] = "TX",
        [DataKind.Boolean] = "BL",
    };

    public static string Format(string name, DataKind kind, ulong? keys, string source)
    {
        var type = s_names[kind] + (keys == null ? "" : string.Create(CultureInfo.InvariantCulture, $"[{keys}]"));
        return name.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '(' or ')')
            ? $"{name}:{type}:{source}"
            : $"{{name={OptionTokens.Quote(name)} type={type} src={source}}}";
    }

    public static TextLoader.Column Parse(string text)
    {
        var parts = text.StartsWith('{') ? ReadSettings(text) : text.Split(':');
        if (parts.Length == 2)
            parts = [parts[0], "R4", parts[1]];
        if (parts.Length != 3 || string.IsNullOrWhiteSpace(parts[0]))
            throw new FormatException($"A column is described as name:type:fields, not as '{text}'.");

        var bracket = parts[1].IndexOf('[', StringComparison.Ordinal);
        return new TextLoader.Column
        {
            Name = parts[0],
            DataKind = ParseKind(bracket < 0 ? parts[1] : parts[1][..bracket]),
            KeyCount = bracket < 0 ? null : ParseKeyCount(parts[1][bracket..]),
            Source = [.. parts[2].Split(',').Select(ParseRange)],
        };
    }

    private static string[] ReadSettings(string text)
    {
        var settings = OptionTokens.Split(text[1..^1]).Select(token => token.Split('=', 2)).ToDictionary(pair => pair[0], pair => OptionTokens.Unquote(pair[^1]));
        return [settings.GetValueOrDefault("name"), settings.GetValueOrDefault("type", "R4"), settings.GetValueOrDefault("src", "")];
    }

    private static DataKind ParseKind(string text)
    {
        foreach (var (kind, name) in s_names)
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return text.Equals("Num", StringComparison.OrdinalIgnoreCase) ? DataKind.Single
            : text.Equals("Text", StringComparison.OrdinalIgnoreCase) ? DataKind.String
            : throw new FormatException($"'{text}' is no type of a text file's column.");
    }

    /// <summary>[] or [count], and [0-last] as older files have it.</summary>
    private static KeyCount ParseKeyCount(string text)
    {
        var inner = text.Trim('[', ']');
        if (inner.Length == 0 || inner is "0-*" or "0-")
            return new KeyCount();

        return inner.StartsWith("0-", StringComparison.Ordinal)
            ? new KeyCount(checked(ulong.Parse(inner.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture) + 1))
            : new KeyCount(ulong.Parse(inner, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>n, n-m, n-* (as wide as the data), n-** (as wide as each line); ~ in place of - takes the fields no other range has.</summary>
    private static TextLoader.Range ParseRange(string text)
    {
        var dash = text.IndexOfAny(['-', '~']);
        if (dash < 0)
            return new TextLoader.Range(ParseIndex(text));

        var range = new TextLoader.Range { Min = dash == 0 ? 0 : ParseIndex(text[..dash]), AllOther = text[dash] == '~', ForceVector = true };
        var end = text[(dash + 1)..];
        range.AutoEnd = end is "" or "*";
        range.VariableEnd = end == "**";
        if (!range.AutoEnd && !range.VariableEnd)
            range.Max = ParseIndex(end);

        return range;
    }

    private static int ParseIndex(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
