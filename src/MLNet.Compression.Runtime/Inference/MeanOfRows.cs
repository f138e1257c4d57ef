using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Σ rows / number of rows.</summary>
internal static class MeanOfRows
{
    /// <param name="rows">At least one.</param>
    /// <param name="mean">Receives the result [columns].</param>
    public static void Of(MatrixView rows, Span<float> mean)
    {
        mean.Clear();
        for (var row = 0; row < rows.Rows; row++)
        {
            RowAddition.Add(rows.RowSpan(row), mean);
        }

        foreach (ref var value in mean)
        {
            value /= rows.Rows;
        }
    }
}
