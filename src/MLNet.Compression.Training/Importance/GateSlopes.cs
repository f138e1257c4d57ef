using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Importance;

/// <summary>
/// The slope of the loss along the removal of units. With the weights w that a unit owns multiplied by a gate z, dL/dz at z = 1 is
/// Σ ∂L/∂w · w, so that to first order the loss changes by −Σ ∂L/∂w · w where z falls to 0 (Molchanov et al. 2017; Michel et al. 2019).
/// </summary>
internal static class GateSlopes
{
    /// <summary>Σ over rows of g · w, one value a column.</summary>
    public static double[] OfColumns(Parameter weight)
    {
        var sums = new double[weight.Columns];
        if (weight.HasGradient)
        {
            for (var row = 0; row < weight.Rows; row++)
            {
                var values = weight.Value.RowSpan(row);
                var gradients = weight.Gradient.RowSpan(row);
                for (var column = 0; column < sums.Length; column++)
                {
                    sums[column] += (double)values[column] * gradients[column];
                }
            }
        }

        return sums;
    }

    /// <summary>Σ over columns of g · w, and the bias's g · b, one value a row.</summary>
    public static double[] OfRows(Linear linear)
    {
        var sums = OfColumns(linear.Bias);
        for (var row = 0; row < sums.Length && linear.Weight.HasGradient; row++)
        {
            var values = linear.Weight.Value.RowSpan(row);
            var gradients = linear.Weight.Gradient.RowSpan(row);
            for (var column = 0; column < values.Length; column++)
            {
                sums[row] += (double)values[column] * gradients[column];
            }
        }

        return sums;
    }

    /// <summary>Of what a layer norm gives, γ x̂ + β: γ · ∂L/∂γ + β · ∂L/∂β, one value a feature.</summary>
    public static double[] OfFeatures(LayerNorm norm)
    {
        var sums = OfColumns(norm.Scale);
        var shifts = OfColumns(norm.Shift);
        for (var feature = 0; feature < sums.Length; feature++)
        {
            sums[feature] += shifts[feature];
        }

        return sums;
    }
}
