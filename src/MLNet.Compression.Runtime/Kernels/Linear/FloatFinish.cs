using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>From sums in fp32 to a product's results.</summary>
internal static unsafe class FloatFinish
{
    /// <summary>result = f(sums + bias).</summary>
    /// <param name="sums">The sums, which may be the result's own values.</param>
    /// <param name="stride">Floats between the sums of two tokens.</param>
    /// <param name="result">Receives the results of some tokens and outputs.</param>
    /// <param name="bias">The bias of the result's outputs, readable up to a whole vector.</param>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Run<TVector, TOperator>(float* sums, nint stride, MatrixView result, float* bias)
        where TVector : struct, ISimdVector<TVector>
        where TOperator : struct, IUnaryOperator
    {
        var f = default(TOperator);
        for (var j = 0; j < result.Columns; j += TVector.Count)
        {
            var offset = TVector.Load(bias + j);
            var count = result.Columns - j;
            for (var i = 0; i < result.Rows; i++)
            {
                var source = sums + (i * stride) + j;
                var target = result.Row(i) + j;
                if (count >= TVector.Count)
                {
                    f.Invoke(TVector.Load(source) + offset).Store(target);
                }
                else
                {
                    f.Invoke(TVector.LoadPartial(source, count, TVector.Zero) + offset).StorePartial(target, count);
                }
            }
        }
    }
}
