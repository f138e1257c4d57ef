using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Training.Calibration;

/// <summary>−s or s, with s of each row.</summary>
/// <param name="scales">s, not negative; one a row.</param>
internal sealed class SignGrid(float[] scales) : WeightGrid
{
    /// <inheritdoc/>
    public override ValueFormat Format { get; } = ValueFormat.Binary(scalePerRow: true);

    /// <inheritdoc/>
    public override float Nearest(int row, double value) => value < 0 && scales[row] > 0 ? -scales[row] : scales[row];
}
