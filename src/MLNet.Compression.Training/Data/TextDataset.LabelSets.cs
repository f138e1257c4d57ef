namespace MLNet.Compression.Training.Data;

/// <summary>Rows that have any number of labels.</summary>
internal sealed partial class TextDataset
{
    /// <summary>The labels of each row.</summary>
    /// <exception cref="InvalidOperationException">The rows have no sets of labels but another target.</exception>
    public ReadOnlySpan<LabelSet> LabelSets => Rows<LabelSet>(LabelSetTargets.Plural);

    /// <summary>Appends a row that has any number of labels.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">The second text, or null.</param>
    /// <param name="labels">The labels.</param>
    /// <exception cref="InvalidOperationException">The rows so far have another target.</exception>
    public void Add(ReadOnlyMemory<char> text, ReadOnlyMemory<char>? pair, LabelSet labels)
    {
        AddTarget(labels, () => new TargetList<LabelSet>(LabelSetTargets.Plural, sets => new LabelSetTargets(sets)));
        AddText(text, pair);
    }
}
