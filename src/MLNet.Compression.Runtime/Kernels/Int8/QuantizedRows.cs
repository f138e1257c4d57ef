using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Rows of integers: token t's feature k is about Scales[t] x (integer - ZeroPoints[t]), integer in [0, 255].</summary>
/// <remarks>
/// <see cref="InputFormat.Bytes"/> holds the integers, <see cref="InputFormat.CenteredShorts"/> the integers minus the zero point.
/// Rows are filled up with zeros to a multiple of <see cref="RowAlignment"/> features.
/// </remarks>
internal unsafe struct QuantizedRows
{
    /// <summary>Features that a kernel may read at once.</summary>
    public const int RowAlignment = 64;

    public InputFormat Format;

    public byte* Data;

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride;

    public float* Scales;

    public int* ZeroPoints;

    public static int StrideOf(InputFormat format, int features) =>
        (features + RowAlignment - 1) / RowAlignment * RowAlignment * (format == InputFormat.CenteredShorts ? sizeof(short) : 1);

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
