namespace MLNet.Compression.Columns;

/// <summary>The names of a column of texts and of that of their vectors.</summary>
/// <param name="Text">The text.</param>
/// <param name="Features">The vector.</param>
internal sealed record FeatureColumnNames(string Text, string Features)
{
    /// <summary>Empty names and names used twice.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Text) || string.IsNullOrWhiteSpace(Features))
        {
            yield return "A column name is empty: texts and their vectors both need a column.";
        }

        if (Text == Features)
        {
            yield return $"Column name '{Text}' is used twice; texts and their vectors need a column each.";
        }
    }

    /// <summary>Refuses names with faults.</summary>
    /// <exception cref="ArgumentException">A name is empty, or both are the same.</exception>
    public FeatureColumnNames Checked() => Faults().FirstOrDefault() is { } fault ? throw new ArgumentException(fault) : this;
}
