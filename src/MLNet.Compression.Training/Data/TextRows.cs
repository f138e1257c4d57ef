namespace MLNet.Compression.Training.Data;

/// <summary>Rows of one kind, all with targets or all without, as tokens of each tokenizer that a run needs.</summary>
internal sealed class TextRows
{
    /// <param name="name">What the rows are, in messages: "training data".</param>
    /// <param name="tokenizations">The rows by the tokenizer of the model that learns, then by those of its teachers, where these have others.</param>
    /// <exception cref="ArgumentException">The tokenizations have different numbers of rows.</exception>
    public TextRows(string name, params IReadOnlyList<TextDataset> tokenizations)
    {
        (Name, Tokenizations) = (name, tokenizations);
        if (tokenizations.FirstOrDefault(set => set.Count != tokenizations[0].Count) is { } other)
        {
            throw new ArgumentException($"The {name} has {tokenizations[0].Count} rows by one tokenizer and {other.Count} by another.", nameof(tokenizations));
        }
    }

    public string Name { get; }

    public IReadOnlyList<TextDataset> Tokenizations { get; }

    /// <summary>The rows as the model that learns reads them.</summary>
    public TextDataset Data => Tokenizations[0];

    public int Count => Data.Count;

    public Targets TargetsOf(ReadOnlySpan<int> rows) => Data.TargetsOf(rows);
}
