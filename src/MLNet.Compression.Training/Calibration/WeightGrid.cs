using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Training.Calibration;

/// <summary>The values that the weights of a matrix may have, row by row, in a number format.</summary>
internal abstract class WeightGrid
{
    /// <summary>The format that holds such weights without loss.</summary>
    public abstract ValueFormat Format { get; }

    /// <summary>The value nearest to a number; never −0.</summary>
    /// <param name="row">The row that the weight is in.</param>
    /// <param name="column">Its column.</param>
    /// <param name="value">The number.</param>
    public abstract float Nearest(int row, int column, double value);
}
