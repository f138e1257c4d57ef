using Microsoft.ML;

namespace MLNet.Compression.Data;

/// <summary>Reads how much rows count.</summary>
internal static class WeightReader
{
    /// <param name="row">The row at hand; the column is active in it.</param>
    /// <param name="name">The column; null for none.</param>
    /// <returns>What reads the weight of the row at hand; null without a column. A weight that is negative or not finite is refused.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The column is of another type.</exception>
    public static Func<float>? Open(DataViewRow row, string? name)
    {
        if (name is null)
        {
            return null;
        }

        var getter = row.GetGetter<float>(row.Schema[name]);
        var weight = 0f;
        return () =>
        {
            getter(ref weight);
            return weight >= 0 && float.IsFinite(weight)
                ? weight
                : throw new InvalidOperationException(FormattableString.Invariant($"Row {row.Position} has the weight {weight} in column '{name}': weights are finite and not negative."));
        };
    }
}
