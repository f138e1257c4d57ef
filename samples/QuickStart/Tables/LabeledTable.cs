namespace QuickStart.Tables;

/// <summary>The texts and labels of a table.</summary>
internal static class LabeledTable
{
    private static readonly string[] _textNames = ["text", "sentence", "sentence1", "review", "message", "content", "body", "comment", "question", "utterance", "description"];
    private static readonly string[] _labelNames = ["label", "class", "category", "target", "team", "intent", "sentiment", "topic"];

    /// <summary>The rows that have a label.</summary>
    /// <param name="table">The table.</param>
    /// <param name="textColumn">The text's column; null for the one with a usual name.</param>
    /// <param name="labelColumn">The label's column; null for the one with a usual name.</param>
    /// <exception cref="InvalidDataException">A column is missing or not the only one of its name, or no row has a label.</exception>
    public static IReadOnlyList<LabeledText> Read(Table table, string? textColumn, string? labelColumn)
    {
        var text = Find(table, textColumn, _textNames, "--text");
        var label = Find(table, labelColumn, _labelNames, "--label");
        LabeledText[] rows =
        [
            .. table.Rows
                .Select(row => new LabeledText { Text = row.Fields[text], Label = row.Fields[label].Trim() })
                .Where(row => row.Label.Length > 0),
        ];
        return rows.Length > 0 ? rows : throw new InvalidDataException($"{table.Name} has no label in the column {table.Header[label]}.");
    }

    private static int Find(Table table, string? wanted, string[] usual, string option)
    {
        var names = wanted is null ? usual : [wanted.Trim()];
        int[] found = [.. Enumerable.Range(0, table.Header.Count).Where(column => names.Contains(table.Header[column], StringComparer.OrdinalIgnoreCase))];
        var columns = $"{table.Name} has the columns {string.Join(", ", table.Header.Select(name => $"'{name}'"))}";
        return (found, wanted) switch
        {
            ([var only], _) => only,
            ([], null) => throw new InvalidDataException($"{columns}; none has a usual name. Name one with {option}."),
            ([], _) => throw new InvalidDataException($"{columns}; none is called '{wanted}'. Name one of them with {option}."),
            (_, null) => throw new InvalidDataException($"{columns}; more than one has a usual name. Name one with {option}."),
            _ => throw new InvalidDataException($"{columns}; more than one is called '{wanted}'. Rename one of them in the file."),
        };
    }
}
