using System.Numerics.Tensors;
using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>
/// A Fisher block for each unit: [F⁻¹]_QQ is the inverse of all of it, so ρ = ½ wᵀ F w = ½ (1/m Σ (Σ g w)² + λ‖w‖²), which takes one number a
/// unit; and there are no others in the block that could make up for it. Where units act through several matrices they have a block in each.
/// </summary>
/// <param name="group">The units.</param>
/// <param name="damping">λ.</param>
internal sealed class UnitFisher(UnitGroup group, double damping) : GroupFisher
{
    private readonly double[] _sums = new double[group.Count];
    private int _gradients;

    /// <inheritdoc/>
    public override void AddGradient()
    {
        foreach (var part in group.ActingParts)
        {
            var slopes = new double[group.Count];
            part.AddSlopes(slopes);
            for (var unit = 0; unit < slopes.Length; unit++)
            {
                _sums[unit] += slopes[unit] * slopes[unit];
            }
        }

        _gradients++;
    }

    /// <inheritdoc/>
    public override double[] Scores()
    {
        var norms = new double[group.Count];
        foreach (var part in group.ActingParts)
        {
            part.Sum(norms, (row, columns) => TensorPrimitives.SumOfSquares<float>(part.Weight.Value.RowSpan(row)[columns]));
        }

        return [.. norms.Select((norm, unit) => 0.5 * ((_sums[unit] / _gradients) + (damping * norm)))];
    }

    /// <inheritdoc/>
    public override void Refit(bool[] before)
    {
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
