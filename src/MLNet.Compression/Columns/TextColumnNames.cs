namespace MLNet.Compression.Columns;

/// <summary>The names of one or two columns of texts.</summary>
/// <param name="Text">The text.</param>
/// <param name="Pair">The second text; null for single texts.</param>
internal sealed record TextColumnNames(string Text, string? Pair)
{
    /// <summary>Whether the text may also be a vector of texts, each of which is a word.</summary>
    public bool TakesWords { get; init; }

    /// <summary>Whether the two texts of a pair are read one by one, and not joined.</summary>
    public bool ReadsApart { get; init; }

    public IEnumerable<string> All => Pair is null ? [Text] : [Text, Pair];

    /// <summary>Empty names and names used twice.</summary>
    public IEnumerable<string> Faults()
    {
        if (All.Any(string.IsNullOrWhiteSpace))
        {
            yield return "The name of a sentence column is empty: name a column of texts.";
        }

        if (Text == Pair)
        {
            yield return $"Column name '{Text}' is used twice; the two texts of a pair need a column each.";
        }
    }
}
