using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>Lays a strip of a matrix out as the tile kernel reads it: [steps][width], the steps of k one after another.</summary>
internal static unsafe class PanelPacker
{
    /// <summary>Floats beyond steps x width that a target needs: packing writes whole vectors.</summary>
    public const int Overrun = 16;

    /// <summary>target[p * width + i] = source[p * stride + i] for i below <paramref name="count"/>, zeros up to the width.</summary>
    public static void Copy<TVector>(float* source, nint stride, int steps, int count, float* target, int width)
        where TVector : struct, ISimdVector<TVector>
    {
        var whole = count / TVector.Count * TVector.Count;
        for (; steps > 0; steps--)
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
    public static void Transpose(float* source, nint stride, int steps, int count, float* target, int width)
    {
        var p = 0;
        for (; p <= steps - TransposeBlock.Size; p += TransposeBlock.Size)
        {
            // Last block first: what it writes beyond the width is the start of the next step, which the first block rewrites.
            for (var i = (width - 1) / TransposeBlock.Size * TransposeBlock.Size; i >= 0; i -= TransposeBlock.Size)
            {
                TransposeBlock.Run(
                    source + (Math.Min(i, count - 1) * stride) + p,
                    source + (Math.Min(i + 1, count - 1) * stride) + p,
                    source + (Math.Min(i + 2, count - 1) * stride) + p,
                    source + (Math.Min(i + 3, count - 1) * stride) + p,
                    target + ((nint)p * width) + i,
                    width);
            }
        }

        for (; p < steps; p++)
        {
            for (var i = 0; i < width; i++)
            {
                target[((nint)p * width) + i] = source[(Math.Min(i, count - 1) * stride) + p];
            }
        }
    }
}
