namespace MLNet.Compression.Columns;

/// <summary>The names of a column of texts with masks in them, and of those of the pieces that may stand there and of their probabilities.</summary>
/// <param name="Text">The text.</param>
/// <param name="Pieces">The pieces.</param>
/// <param name="Score">Their probabilities.</param>
internal sealed record MaskColumnNames(string Text, string Pieces, string Score)
{
    /// <summary>Empty names and names used twice.</summary>
    public IEnumerable<string> Faults()
    {
        string[] names = [Text, Pieces, Score];
        if (names.Any(string.IsNullOrWhiteSpace))
        {
            yield return "A column name is empty: texts, pieces and scores need a column each.";
        }

        foreach (var twice in names.GroupBy(name => name).Where(group => group.Count() > 1))
        {
            yield return $"Column name '{twice.Key}' is used twice; texts, pieces and scores need a column each.";
        }
    }

    /// <summary>Refuses names with faults.</summary>
    /// <exception cref="ArgumentException">A name is empty, or two are the same.</exception>
    public MaskColumnNames Checked() => Faults().FirstOrDefault() is { } fault ? throw new ArgumentException(fault) : this;
}
