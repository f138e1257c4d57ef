using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Calibration;

/// <summary>The values of a codebook, in every row.</summary>
internal sealed class CodebookGrid : WeightGrid
{
    private readonly Codebook _codebook;
    private readonly float[] _values;

    /// <param name="codebook">2 to 256 values.</param>
    public CodebookGrid(Codebook codebook)
    {
        _codebook = codebook;
        _values = Array.ConvertAll(codebook.Centroids.ToArray(), centroid => (float)centroid);
        Format = ValueFormat.Codebook(_values);
    }

    /// <inheritdoc/>
    public override ValueFormat Format { get; }

    /// <inheritdoc/>
    public override float Nearest(int row, int column, double value) => _values[_codebook.Nearest(value)];
}
