using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>MiniLM's value relations (Wang et al. 2020, eq. 9): KL(teacher ‖ student) of R = softmax(V Vᵀ / sqrt(d)), head by head.</summary>
/// <remarks>Head sizes d may differ: relations are [tokens x tokens] on either side. The layers have equally many heads.</remarks>
/// <param name="pairs">The layer map; in the paper, the last layers alone.</param>
/// <param name="averaging">Whether each token counts alike, or each sequence.</param>
internal sealed class ValueRelations(IReadOnlyList<LayerPair> pairs, Averaging averaging = Averaging.Element)
    : SelfRelationTerm(pairs, averaging, [0, 0, 1])
{
    /// <inheritdoc/>
    public override string Name => "value relations";
}
