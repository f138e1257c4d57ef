using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>A product, group of outputs by group, each for all tokens while its weights are in the first-level cache.</summary>
/// <remarks>Its two steps are classes of their own, as neither needs to be compiled for each kind of the other.</remarks>
internal readonly unsafe struct Int8ProductWork<TTile, TOperator>(Int8Product product, TOperator f) : IVectorWork
    where TTile : struct, IInt8Tile
    where TOperator : struct, IUnaryOperator
{
    private const int Outputs = Int8Blocks.BlockOutputs;

    /// <summary>Tokens whose sums stay in the first-level cache until they are finished.</summary>
    private const int MostTokens = 60;

    [SkipLocalsInit]
    [MethodImpl(KernelMethod.Standalone)]
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
                Int8Tiles<TTile>.Multiply(product, group, token, tokens, sums);
                Int8Finish.Run<TVector, TOperator>(product, f, group * Outputs, token, tokens, sums);
            }
        }
    }
}
