using System.Numerics;
using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>row += part; row *= factor.</summary>
internal static class RowAddition
{
    // A loop of its own, as that of a library for all types would have to be compiled for each level of its generics.
    [MethodImpl(KernelMethod.Standalone)]
    public static void Add(ReadOnlySpan<float> part, Span<float> row)
    {
        var i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(part[i..]) + new Vector<float>(row[i..])).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] += part[i];
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    public static void Scale(float factor, Span<float> row)
    {
        var i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(row[i..]) * factor).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] *= factor;
        }
    }
}
