using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>Mean squared error of the embeddings after their layer norm, through a learnt projection where the widths differ (TinyBERT, Jiao et al. 2020, eq. 9).</summary>
public sealed record EmbeddingLoss : StateLoss
{
    /// <param name="weight">The loss's weight.</param>
    public EmbeddingLoss(Schedule? weight = null) => Weight = weight ?? 1;

    /// <inheritdoc/>
    public override string ToString() => Describe("embeddings");

    private protected override ObjectiveTerm TermFor(LossSetting setting, int teacher)
    {
        var features = setting.FeaturesOf(teacher);
        return new Embeddings(
            setting.Student.Shape.EmbeddingSize, setting.ModelOf(teacher).Shape.EmbeddingSize, setting.Seed, features?.Embedding, features?.EmbeddingProjection);
    }
}
