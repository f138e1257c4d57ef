using System.Numerics.Tensors;
using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>max |w| over the raw weights of a unit, for each of its weights.</summary>
/// <param name="groups">The units.</param>
internal sealed class LargestWeights(IReadOnlyList<UnitGroup> groups) : UnitMeasure(groups)
{
    /// <inheritdoc/>
    public override double[] ScoresOf(UnitGroup group)
    {
        var largest = new double[group.Count];
        foreach (var part in group.Parts)
        {
            part.ForEach((unit, row, columns) =>
                largest[unit] = Math.Max(largest[unit], Math.Abs(TensorPrimitives.MaxMagnitude<float>(part.Weight.Value.RowSpan(row)[columns]))));
        }

        return [.. largest.Zip(group.Sizes, (value, size) => value * size)];
    }
}
