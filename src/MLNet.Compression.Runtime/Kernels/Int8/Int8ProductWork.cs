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
        var tiles = (product.Y.Rows + TTile.MaxTokens - 1) / TTile.MaxTokens;
        for (var group = from; group < to; group++)
        {
            var blocks = weights.BlocksOf(group);
            var indices = weights.IndicesOf(group);
            var count = weights.GroupStarts[group + 1] - weights.GroupStarts[group];
            for (var tile = 0; tile < tiles; tile++)
            {
                var token = tile * product.Y.Rows / tiles;
                var tokens = ((tile + 1) * product.Y.Rows / tiles) - token;
                TTile.Multiply(product.X.Row(token), product.X.Stride, tokens, blocks, indices, count, sums);
                Finish<TVector>(group, token, tokens, sums);
            }
        }
    }

    /// <summary>y = f((sum - zero point x weight sum) x (activation scale x weight scale) + bias).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish<TVector>(int group, int token, int tokens, int* sums)
        where TVector : struct, ISimdVector<TVector>
    {
        var first = group * Outputs;
        var valid = Math.Min(Outputs, product.Weights.Outputs - first);
        for (var i = 0; i < Outputs; i += TVector.Count)
        {
            var scales = TVector.Load(product.Weights.Scales + first + i);
            var weightSums = TVector.Load((float*)(product.Weights.Sums + first + i));
            var bias = TVector.Load(product.Bias + first + i);
            for (var t = 0; t < tokens; t++)
            {
                var sum = TVector.Load((float*)(sums + (t * Outputs) + i));
                var offset = TVector.CreateBits((uint)(TTile.InputOffset - product.X.ZeroPoints[token + t]));
                sum = TVector.AddBits(sum, TVector.MultiplyBits(offset, weightSums));
                var value = f.Invoke((TVector.BitsToFloat(sum) * (TVector.Create(product.X.Scales[token + t]) * scales)) + bias);
                var target = product.Y.Row(token + t) + first + i;
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
