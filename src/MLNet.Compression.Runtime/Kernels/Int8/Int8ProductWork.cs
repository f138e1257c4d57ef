using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>A product, group of outputs by group, each for all tokens while its weights are in the first-level cache.</summary>
internal readonly unsafe struct Int8ProductWork<TTile, TOperator>(Int8Product product, TOperator f) : IVectorWork
    where TTile : struct, IInt8Tile
    where TOperator : struct, IUnaryOperator
{
    private const int Outputs = Int8Blocks.BlockOutputs;

    [SkipLocalsInit]
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var sums = stackalloc int[TTile.MaxTokens * Outputs];
        var weights = product.Weights;
        var (x, rows) = (product.X, product.Y.Rows);

        // Tiles of nearly equal heights; the first ones have the token more.
        var tiles = (rows + TTile.MaxTokens - 1) / TTile.MaxTokens;
        var height = rows / tiles;
        var taller = rows - (tiles * height);
        var lower = TTile.ForTokens(height);
        var higher = taller > 0 ? TTile.ForTokens(height + 1) : lower;
        for (var group = from; group < to; group++)
        {
            var blocks = weights.BlocksOf(group);
            var indices = weights.IndicesOf(group);
            var count = weights.GroupStarts[group + 1] - weights.GroupStarts[group];
            for (int tile = 0, token = 0; tile < tiles; tile++)
            {
                var tokens = tile < taller ? height + 1 : height;
                (tile < taller ? higher : lower)(x.Row(token), x.Stride, blocks, indices, count, sums);
                Finish<TVector>(group * Outputs, token, tokens, sums);
                token += tokens;
            }
        }
    }

    /// <summary>y = f((sum - zero point x weight sum) x (activation scale x weight scale) + bias).</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private void Finish<TVector>(int first, int token, int tokens, int* sums)
        where TVector : struct, ISimdVector<TVector>
    {
        var valid = product.Weights.Outputs - first;
        var inputScales = product.X.Scales + token;
        var zeroPoints = product.X.ZeroPoints + token;
        for (var i = 0; i < Outputs; i += TVector.Count)
        {
            var scales = TVector.Load(product.Weights.Scales + first + i);
            var weightSums = TVector.Load((float*)(product.Weights.Sums + first + i));
            var bias = TVector.Load(product.Bias + first + i);
            var source = sums + i;
            var target = product.Y.Row(token) + first + i;
            var stride = product.Y.Stride;
            for (var t = 0; t < tokens; t++, source += Outputs, target += stride)
            {
                var zero = TVector.MultiplyBits(TVector.CreateBits((uint)-zeroPoints[t]), weightSums);
                var sum = TVector.AddBits(TVector.Load((float*)source), zero);
                var value = f.Invoke((TVector.BitsToFloat(sum) * (TVector.Create(inputScales[t]) * scales)) + bias);
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
