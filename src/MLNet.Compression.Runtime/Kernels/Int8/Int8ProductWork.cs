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

    /// <summary>Tokens whose sums stay in the first-level cache until they are finished.</summary>
    private const int MostTokens = 60;

    [SkipLocalsInit]
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var sums = stackalloc int[MostTokens * Outputs];
        var rows = product.Y.Rows;
        for (var group = from; group < to; group++)
        {
            for (var token = 0; token < rows; token += MostTokens)
            {
                var tokens = Math.Min(MostTokens, rows - token);
                Multiply(group, token, tokens, sums);
                Finish<TVector>(group * Outputs, token, tokens, sums);
            }
        }
    }

    /// <summary>Tiles of nearly equal heights; the first ones have the token more.</summary>
    private void Multiply(int group, int token, int tokens, int* sums)
    {
        var (weights, x) = (product.Weights, product.X);
        var tiles = (tokens + TTile.MaxTokens - 1) / TTile.MaxTokens;
        var (height, taller) = (tokens / tiles, tokens % tiles);
        var run = TTile.ForTokens(taller > 0 ? height + 1 : height);
        var blocks = weights.BlocksOf(group);
        var indices = weights.IndicesOf(group);
        var count = weights.GroupStarts[group + 1] - weights.GroupStarts[group];
        for (var tile = 0; tile < tiles; tile++)
        {
            if (tile == taller && tile > 0)
            {
                run = TTile.ForTokens(height);
            }

            run(x.Row(token), x.Stride, blocks, indices, count, sums);
            var done = tile < taller ? height + 1 : height;
            token += done;
            sums += done * Outputs;
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
