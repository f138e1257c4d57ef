using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Calibration;

/// <summary>−s or s.</summary>
/// <param name="scope">Which weights share s.</param>
/// <param name="columns">Columns of the matrix.</param>
/// <param name="scales">s, not negative, as a file can hold it; one a segment.</param>
internal sealed class SignGrid(ScaleScope scope, int columns, float[] scales) : WeightGrid
{
    /// <inheritdoc/>
    public override ValueFormat Format { get; } = scope.GroupSize is { } size ? ValueFormat.BinaryInGroups(size) : ValueFormat.Binary(scalePerRow: true);

    /// <inheritdoc/>
    public override float Nearest(int row, int column, double value)
    {
        var scale = scales[scope.SegmentOf(row, column, columns)];
        return value < 0 && scale > 0 ? -scale : scale;
    }
}
