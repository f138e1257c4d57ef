namespace Microsoft.ML.Data;

/// <summary>The loader options that a saved text file carries in comments "#@ TextLoader{ ... }" ahead of its rows.</summary>
internal static class EmbeddedOptions
{
    private const string Comment = "#@";
    private const string Name = "TextLoader{";

    private static readonly Dictionary<string, Action<TextLoader.Options, bool>> s_switches = new()
    {
        ["header"] = (options, on) => options.HasHeader = on,
        ["quote"] = (options, on) => options.AllowQuoting = on,
        ["sparse"] = (options, on) => options.AllowSparse = on,
        ["trim"] = (options, on) => options.TrimWhitespace = on,
    };

    /// <summary>The options with the columns of the file, or where it has none with Label in the first field and Features in the rest.</summary>
    public static TextLoader.Options ReadOrDefault(TextLoader.Options options, IMultiStreamSource files)
    {
        var result = options.Clone();
        if (IsDefault(options) && Read(files) is { Length: > 0 } text)
            Apply(result, text);
        else
            result.Columns = [ColumnDescription.Parse("Label:R4:0"), ColumnDescription.Parse("Features:R4:1-*")];

        return result;
    }

    /// <summary>Options in the file count only where the caller has set none that they could contradict.</summary>
    private static bool IsDefault(TextLoader.Options options) =>
        !options.AllowQuoting && !options.AllowSparse && !options.HasHeader && !options.TrimWhitespace
        && options.InputSize == null && options.Separators is ['\t'];

    private static string Read(IMultiStreamSource files)
    {
        if (files.Count == 0)
            return null;

        using var reader = files.OpenTextReader(0);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line && (line.Length == 0 || line[0] == '#' || line.StartsWith("//", StringComparison.Ordinal)))
        {
            if (line.StartsWith(Comment, StringComparison.Ordinal))
                lines.Add(line[Comment.Length..].Trim());
        }

        return string.Join(' ', lines);
    }

    private static void Apply(TextLoader.Options options, string text)
    {
        if (!text.StartsWith(Name, StringComparison.Ordinal) || !text.EndsWith('}'))
            throw new InvalidOperationException($"TextLoader options embedded in the file are invalid: '{text}'");

        // The writer quotes and thins out without saying so.
        options.AllowQuoting = true;
        options.AllowSparse = true;
        var columns = new List<TextLoader.Column>();
        foreach (var token in OptionTokens.Split(text[Name.Length..^1]).Where(token => token.Length > 0))
        {
            if (token.StartsWith("col=", StringComparison.Ordinal))
                columns.Add(ColumnDescription.Parse(token["col=".Length..]));
            else if (token.StartsWith("sep=", StringComparison.Ordinal))
                options.Separators = [SeparatorName.Parse(token["sep=".Length..])];
            else
                ApplySwitch(options, token);
        }

        options.Columns = [.. columns];
    }

    private static void ApplySwitch(TextLoader.Options options, string token)
    {
        if (!s_switches.TryGetValue(token.TrimEnd('+', '-', '='), out var set))
            throw new InvalidOperationException($"TextLoader options embedded in the file are invalid: '{token}' is not known.");

        set(options, !token.EndsWith('-'));
    }
}
