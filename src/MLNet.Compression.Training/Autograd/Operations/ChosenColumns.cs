using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>Some columns of a matrix, and the same as a matrix of their own.</summary>
internal static class ChosenColumns
{
    /// <summary>few[i, j] += all[i, column j].</summary>
    public static void AddGathered(MatrixView all, int[] columns, MatrixView few)
    {
        for (var row = 0; row < all.Rows; row++)
        {
            var from = all.RowSpan(row);
            var to = few.RowSpan(row);
            for (var i = 0; i < columns.Length; i++)
            {
                to[i] += from[columns[i]];
            }
        }
    }

    /// <summary>all[i, column j] += few[i, j].</summary>
    public static void AddScattered(MatrixView few, int[] columns, MatrixView all)
    {
        for (var row = 0; row < all.Rows; row++)
        {
            var from = few.RowSpan(row);
            var to = all.RowSpan(row);
            for (var i = 0; i < columns.Length; i++)
            {
                to[columns[i]] += from[i];
            }
        }
    }
}
