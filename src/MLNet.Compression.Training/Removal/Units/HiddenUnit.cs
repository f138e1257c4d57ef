using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Rules;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Hidden features, the same in every module. Layer norms average over those that are left.</summary>
internal sealed record HiddenUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "hidden features";

    /// <inheritdoc/>
    internal override bool IsCutOut => true;

    /// <inheritdoc/>
    internal override Competition CompetitionIn(PruningRanking ranking) => new(ranking, MayAllGo: false);

    /// <inheritdoc/>
    internal override void Check(BertShape shape, double sparsity)
    {
        var kept = shape.HiddenSize - (int)Math.Round(sparsity * shape.HiddenSize);
        if (shape.HasEmbeddingProjection && kept == shape.EmbeddingSize)
        {
            throw new ArgumentException(
                $"Without {sparsity:P1} of the {shape.HiddenSize} hidden features there would be {kept}, as many as features of the embedding tables, and a model has a projection between them only where they differ: change the sparsity a little.");
        }
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) => [new HiddenUnits(model)];
}
