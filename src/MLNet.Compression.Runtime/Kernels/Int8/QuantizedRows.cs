using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Rows of integers: token t's feature k is about Scales[t] x (integer - ZeroPoints[t]), integer in [0, 255].</summary>
/// <remarks>
/// A row of <see cref="InputFormat.ArrangedBytes"/> holds its arrangements one after another. Each is filled up with zeros to 4 features.
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
        var bytes = Int8Blocks.StepsOf(features) * Int8Blocks.BlockInputs * (format == InputFormat.ArrangedBytes ? BlockForm.Paired.Arrangements : 1);
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
