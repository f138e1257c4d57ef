using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>Moves a tile's valid columns to the result.</summary>
internal static unsafe class PartialTile
{
    /// <summary>target = source, or target += source, for the columns the target has.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Put<TVector>(float* source, int stride, MatrixView target, bool accumulate)
        where TVector : struct, ISimdVector<TVector>
    {
        for (var i = 0; i < target.Rows; i++)
        {
            var from = source + ((nint)i * stride);
            var to = target.Row(i);
            for (var j = 0; j < target.Columns; j += TVector.Count)
            {
                var count = Math.Min(TVector.Count, target.Columns - j);
                var value = TVector.Load(from + j);
                if (accumulate)
                {
                    value += TVector.LoadPartial(to + j, count, TVector.Zero);
                }

                value.StorePartial(to + j, count);
            }
        }
    }
}
