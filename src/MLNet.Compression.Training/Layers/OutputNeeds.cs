using System.Collections.Immutable;

namespace MLNet.Compression.Training.Layers;

/// <summary>Which tensors of a forward pass somebody will read; the others may be freed or never made.</summary>
/// <param name="HiddenStates">Layers whose output is wanted.</param>
/// <param name="AttentionScores">Layers whose raw attention scores are wanted.</param>
/// <param name="QueryKeyValues">Layers whose queries, keys and values are wanted.</param>
/// <param name="Embeddings">Whether the normalised embeddings are wanted.</param>
/// <param name="LogitRows">Which rows of logits are wanted: with a vocabulary of classes their matrix is by far the largest tensor.</param>
internal sealed record OutputNeeds(
    ImmutableHashSet<int> HiddenStates, ImmutableHashSet<int> AttentionScores, ImmutableHashSet<int> QueryKeyValues, bool Embeddings, LogitRows LogitRows)
{
    public static OutputNeeds Nothing { get; } = new([], [], [], false, LogitRows.None);

    public static OutputNeeds OnlyLogits { get; } = Nothing with { LogitRows = LogitRows.All };

    /// <summary>Whether the head is to run.</summary>
    public bool Logits => LogitRows != LogitRows.None;

    /// <summary>Whether nothing but the classifier's outputs is wanted.</summary>
    public bool IsOnlyLogits => HiddenStates.IsEmpty && AttentionScores.IsEmpty && QueryKeyValues.IsEmpty && !Embeddings;

    public bool IsEmpty => HiddenStates.IsEmpty && AttentionScores.IsEmpty && QueryKeyValues.IsEmpty && !Embeddings && !Logits;

    /// <summary>The same, but logits, if any are wanted, of the rows that another model gives them of, so that the two can be compared row by row.</summary>
    public OutputNeeds WithRowsOf(OutputNeeds other) => Logits && other.Logits ? this with { LogitRows = other.LogitRows } : this;

    public OutputNeeds Union(OutputNeeds other) => new(
        HiddenStates.Union(other.HiddenStates),
        AttentionScores.Union(other.AttentionScores),
        QueryKeyValues.Union(other.QueryKeyValues),
        Embeddings || other.Embeddings,
        LogitRows > other.LogitRows ? LogitRows : other.LogitRows);
}
