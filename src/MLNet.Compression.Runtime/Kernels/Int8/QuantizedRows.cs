namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Rows of integers: token t's feature k is about Scales[t] x (integer - ZeroPoints[t]).</summary>
/// <remarks>What lies between the last feature and the next multiple of 16 may be anything.</remarks>
internal unsafe struct QuantizedRows
{
    /// <summary>Activations have 7 bits: the sums of products then fit 16 bits for several blocks, and are the same on every instruction set.</summary>
    public const int KernelLargest = 127;

    private const int LineBytes = 64;

    /// <summary>The largest integer, <see cref="KernelLargest"/> for all kernels.</summary>
    public int Largest;

    /// <summary>The range that all rows are rounded to; none where each has its own.</summary>
    public InputClip Clip;

    public byte* Data;

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride;

    public float* Scales;

    /// <summary>Whole numbers, in the form in which products end with them.</summary>
    public float* ZeroPoints;

    /// <summary>Whether there is no row, as no layer takes integers.</summary>
    public readonly bool IsNone => Data is null;

    /// <summary>Rows start at cache lines, and an odd number of lines apart: blocks of many rows then spread over the whole cache.</summary>
    public static int StrideOf(int features) => ((Int8Blocks.PaddedLength(features) + LineBytes - 1) / LineBytes | 1) * LineBytes;

    /// <summary>Refuses rows that are not there, or too short for so many features.</summary>
    public readonly void Check(int features, string name)
    {
        if (IsNone || Stride < Int8Blocks.PaddedLength(features))
        {
            throw new ArgumentException($"Expected rows of {features} integers, got {(IsNone ? "none" : $"{Stride} bytes for each")}.", name);
        }
    }

    public readonly byte* Row(int row) => Data + ((nint)row * Stride);

    /// <summary>The features from one on, which is a multiple of 16.</summary>
    public readonly QuantizedRows SkipFeatures(int features) => this with { Data = Data + features };

    public readonly QuantizedRows Skip(int rows) => new()
    {
        Largest = Largest,
        Clip = Clip,
        Data = IsNone ? null : Row(rows),
        Stride = Stride,
        Scales = Scales + rows,
        ZeroPoints = ZeroPoints + rows,
    };
}
