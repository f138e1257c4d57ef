using System.Collections.Immutable;

namespace MLNet.Compression.Training.Layers;

/// <summary>Which tensors of a forward pass somebody will read; the others may be freed or never made.</summary>
/// <param name="HiddenStates">Layers whose output is wanted.</param>
/// <param name="AttentionScores">Layers whose raw attention scores are wanted.</param>
/// <param name="QueryKeyValues">Layers whose queries, keys and values are wanted.</param>
/// <param name="Embeddings">Whether the normalised embeddings are wanted.</param>
/// <param name="Logits">Whether the classifier is to run.</param>
internal sealed record OutputNeeds(
    ImmutableHashSet<int> HiddenStates, ImmutableHashSet<int> AttentionScores, ImmutableHashSet<int> QueryKeyValues, bool Embeddings, bool Logits)
{
    public static OutputNeeds Nothing { get; } = new([], [], [], false, false);

    public static OutputNeeds OnlyLogits { get; } = Nothing with { Logits = true };

    /// <summary>Whether nothing but the classifier's outputs is wanted.</summary>
    public bool IsOnlyLogits => HiddenStates.IsEmpty && AttentionScores.IsEmpty && QueryKeyValues.IsEmpty && !Embeddings;

    public bool IsEmpty => HiddenStates.IsEmpty && AttentionScores.IsEmpty && QueryKeyValues.IsEmpty && !Embeddings && !Logits;

    public OutputNeeds Union(OutputNeeds other) => new(
        HiddenStates.Union(other.HiddenStates),
        AttentionScores.Union(other.AttentionScores),
        QueryKeyValues.Union(other.QueryKeyValues),
        Embeddings || other.Embeddings,
        Logits || other.Logits);
}
