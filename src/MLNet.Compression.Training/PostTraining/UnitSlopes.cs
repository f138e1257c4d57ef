using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>The slope of each sequence's loss with respect to a gate at each unit of a sub-layer.</summary>
/// <param name="rows">Sequences.</param>
/// <param name="units">Units.</param>
internal sealed class UnitSlopes(int rows, int units)
{
    private const int RowsAtOnce = 256;

    private readonly float[] _slopes = new float[checked(rows * units)];

    public int Rows => rows;

    public int Units => units;

    /// <summary>The slopes of a sequence [units].</summary>
    public Span<float> OfRow(int row) => _slopes.AsSpan(row * units, units);

    /// <summary>The diagonal of the Fisher information of the gates, Σ over sequences of the squared slope (Kwon et al. 2022, section 4.1) [units].</summary>
    public double[] FisherDiagonal()
    {
        var sums = new double[units];
        for (var row = 0; row < rows; row++)
        {
            var slopes = OfRow(row);
            for (var unit = 0; unit < units; unit++)
            {
                sums[unit] += (double)slopes[unit] * slopes[unit];
            }
        }

        return sums;
    }

    /// <summary>The block of the Fisher information that holds the sub-layer's gates, Σ g gᵀ [units x units] (Kwon et al. 2022, section 4.2).</summary>
    /// <param name="buffers">Where products live.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    public unsafe double[][] FisherBlock(BufferPool buffers, WorkerPool workers)
    {
        var block = new ProductSum(units, units);
        for (var first = 0; first < rows; first += RowsAtOnce)
        {
            fixed (float* slopes = OfRow(first))
            {
                var piece = new MatrixView(slopes, Math.Min(RowsAtOnce, rows - first), units);
                block.Add(piece, piece, buffers, workers);
            }
        }

        return block.Sums;
    }
}
