using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>Lays a strip of a matrix out as the tile kernel reads it: [depth][width], one k after another.</summary>
internal static unsafe class PanelPacker
{
    /// <summary>Floats beyond depth x width that a target needs: packing writes whole vectors.</summary>
    public const int Overrun = 16;

    /// <summary>target[p * width + i] = source[p * stride + i] for i below <paramref name="count"/>, zeros up to the width.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Copy<TVector>(float* source, nint stride, int depth, int count, float* target, int width)
        where TVector : struct, ISimdVector<TVector>
    {
        var whole = count / TVector.Count * TVector.Count;
        for (; depth > 0; depth--)
        {
            for (var i = 0; i < whole; i += TVector.Count)
            {
                TVector.Load(source + i).Store(target + i);
            }

            for (var i = whole; i < width; i += TVector.Count)
            {
                TVector.LoadPartial(source + i, Math.Clamp(count - i, 0, TVector.Count), TVector.Zero).Store(target + i);
            }

            source += stride;
            target += width;
        }
    }

    /// <summary>target[p * width + i] = source[i * stride + p] for i below <paramref name="count"/>, repeats of the last row up to the width.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Transpose(float* source, nint stride, int depth, int count, float* target, int width)
    {
        // Last lines first: what their squares write beyond the width is the start of the next k, which the first lines' rewrite.
        for (var i = (width - 1) / Transpose4x4.Size * Transpose4x4.Size; i >= 0; i -= Transpose4x4.Size)
        {
            var row0 = source + (Math.Min(i, count - 1) * stride);
            var row1 = source + (Math.Min(i + 1, count - 1) * stride);
            var row2 = source + (Math.Min(i + 2, count - 1) * stride);
            var row3 = source + (Math.Min(i + 3, count - 1) * stride);
            var column = target + i;
            var p = 0;
            for (; p <= depth - Transpose4x4.Size; p += Transpose4x4.Size)
            {
                Transpose4x4.Run(row0 + p, row1 + p, row2 + p, row3 + p, column, width);
                column += Transpose4x4.Size * width;
            }

            for (; p < depth; p++)
            {
                (column[0], column[1], column[2], column[3]) = (row0[p], row1[p], row2[p], row3[p]);
                column += width;
            }
        }
    }
}
