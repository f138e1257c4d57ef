using System.Numerics.Tensors;
using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Σ w² over the raw weights of a unit.</summary>
/// <param name="groups">The units.</param>
internal sealed class Magnitudes(IReadOnlyList<UnitGroup> groups) : UnitMeasure(groups)
{
    /// <inheritdoc/>
    public override double[] ScoresOf(UnitGroup group)
    {
        var scores = new double[group.Count];
        foreach (var part in group.Parts)
        {
            var weights = part.Weight;
            part.Sum(scores, (row, columns) => TensorPrimitives.SumOfSquares<float>(weights.Value.RowSpan(row)[columns]));
        }

        return scores;
    }
}
