using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>From sums of integers to a product's results.</summary>
internal static unsafe class Int8Finish
{
    private const int Outputs = BlockLists.Outputs;

    /// <summary>y = f((sum - zero point x weight sum) x (activation scale x weight scale) + bias).</summary>
    /// <param name="product">The product.</param>
    /// <param name="first">The first output of a group.</param>
    /// <param name="token">The first token.</param>
    /// <param name="tokens">How many.</param>
    /// <param name="sums">[tokens x 16].</param>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Run<TVector, TOperator>(in Int8Product product, int first, int token, int tokens, int* sums)
        where TVector : struct, ISimdVector<TVector>
        where TOperator : struct, IUnaryOperator => Run<TVector, TOperator, FromBias>(product, first, token, tokens, sums);

    /// <summary>y = f((sum - zero point x weight sum) x (activation scale x weight scale) + y).</summary>
    /// <inheritdoc cref="Run{TVector, TOperator}(in Int8Product, int, int, int, int*)"/>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Add<TVector, TOperator>(in Int8Product product, int first, int token, int tokens, int* sums)
        where TVector : struct, ISimdVector<TVector>
        where TOperator : struct, IUnaryOperator => Run<TVector, TOperator, FromOutput>(product, first, token, tokens, sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TVector, TOperator, TStart>(in Int8Product product, int first, int token, int tokens, int* sums)
        where TVector : struct, ISimdVector<TVector>
        where TOperator : struct, IUnaryOperator
        where TStart : struct, IFinishStart
    {
        var f = default(TOperator);
        var valid = product.Weights.Outputs - first;
        var inputScales = product.X.Scales + token;
        var zeroPoints = product.X.ZeroPoints + token;
        for (var i = 0; i < Outputs; i += TVector.Count)
        {
            var scales = TVector.Load(product.Weights.Scales + first + i);
            var negatedSums = -TVector.BitsToFloat(TVector.Load((float*)(product.Weights.Sums + first + i)));
            var bias = TVector.Load(product.Bias + first + i);
            var source = sums + i;
            var target = product.Y.Row(token) + first + i;
            var stride = product.Y.Stride;
            for (var t = 0; t < tokens; t++, source += Outputs, target += stride)
            {
                var sum = TVector.MultiplyAdd(TVector.Create(zeroPoints[t]), negatedSums, TVector.BitsToFloat(TVector.Load((float*)source)));
                var value = f.Invoke(TVector.MultiplyAdd(sum * scales, TVector.Create(inputScales[t]), TStart.Of(bias, target, valid - i)));
                if (i + TVector.Count <= valid)
                {
                    value.Store(target);
                }
                else if (i < valid)
                {
                    value.StorePartial(target, valid - i);
                }
            }
        }
    }
}
