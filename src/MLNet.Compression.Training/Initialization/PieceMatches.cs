using System.Numerics.Tensors;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Where the rows of a student's word table come from.</summary>
/// <param name="Rows">For each row the other table's row of the same piece, or <see cref="UnitSelection.New"/>.</param>
/// <param name="Parts">For new rows whose piece the other vocabulary can split: the rows of its parts.</param>
internal sealed record PieceMatches(int[] Rows, IReadOnlyDictionary<int, IReadOnlyList<int>> Parts)
{
    /// <summary>Makes each new row the mean of the rows of its parts; features that the other table lacks stay as they are.</summary>
    /// <param name="from">The other table.</param>
    /// <param name="to">The student's.</param>
    /// <param name="features">For each of the student's features the other table's, or <see cref="UnitSelection.New"/>.</param>
    public void Average(Parameter from, Parameter to, int[] features)
    {
        var mean = new float[from.Columns];
        foreach (var (row, parts) in Parts)
        {
            Array.Clear(mean);
            foreach (var part in parts)
            {
                TensorPrimitives.Add(mean, from.Value.RowSpan(part), mean);
            }

            TensorPrimitives.Divide(mean, parts.Count, mean);
            for (var feature = 0; feature < features.Length; feature++)
            {
                if (features[feature] != UnitSelection.New)
                {
                    to.Value.RowSpan(row)[feature] = mean[features[feature]];
                }
            }
        }
    }
}
