using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>From sums in fp32 to a product's results.</summary>
internal static unsafe class FloatFinish
{
    /// <summary>tile = f(tile + bias).</summary>
    /// <param name="tile">Some tokens and outputs.</param>
    /// <param name="bias">The bias of the tile's outputs, readable up to a whole vector.</param>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Run<TVector, TOperator>(MatrixView tile, float* bias)
        where TVector : struct, ISimdVector<TVector>
        where TOperator : struct, IUnaryOperator
    {
        var f = default(TOperator);
        for (var j = 0; j < tile.Columns; j += TVector.Count)
        {
            var offset = TVector.Load(bias + j);
            var count = tile.Columns - j;
            for (var i = 0; i < tile.Rows; i++)
            {
                var target = tile.Row(i) + j;
                if (count >= TVector.Count)
                {
                    f.Invoke(TVector.Load(target) + offset).Store(target);
                }
                else
                {
                    f.Invoke(TVector.LoadPartial(target, count, TVector.Zero) + offset).StorePartial(target, count);
                }
            }
        }
    }
}
