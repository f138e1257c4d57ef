using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Rows of integers: token t's feature k is about Scales[t] x (integer - ZeroPoints[t]).</summary>
/// <remarks>
/// A row of <see cref="InputFormat.ArrangedBytes"/> holds its arrangements one after another. What lies between the last feature and the next multiple of 16 may be anything.
/// </remarks>
internal unsafe struct QuantizedRows
{
    private const int RowAlignment = 64;

    public InputFormat Format;

    public byte* Data;

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride;

    public float* Scales;

    public int* ZeroPoints;

    public static int StrideOf(InputFormat format, int features)
    {
        var copies = format switch
        {
            InputFormat.ArrangedBytes => BlockForm.Paired.Arrangements,
            InputFormat.CenteredShorts => sizeof(short),
            _ => 1,
        };
        var bytes = Int8Blocks.ArrangementLength(features) * copies;
        return (bytes + RowAlignment - 1) / RowAlignment * RowAlignment;
    }

    public readonly byte* Row(int row) => Data + ((nint)row * Stride);

    public readonly QuantizedRows Skip(int rows) => new()
    {
        Format = Format,
        Data = Row(rows),
        Stride = Stride,
        Scales = Scales + rows,
        ZeroPoints = ZeroPoints + rows,
    };
}
