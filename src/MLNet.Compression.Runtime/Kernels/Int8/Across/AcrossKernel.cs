using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8.Packing;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>Tokens lie across the lanes of vectors: for small blocks, which would leave lanes empty if outputs did.</summary>
/// <remarks>Inputs are put side by side once for all outputs; tokens that fill no vector are multiplied row by row, unless they nearly fill one.</remarks>
/// <typeparam name="TDot">The inner product.</typeparam>
/// <typeparam name="TSum">Its sums.</typeparam>
/// <typeparam name="TByte">Its inputs and weights.</typeparam>
/// <typeparam name="TFewTokens">The tile for tokens that are left; of the same blocks.</typeparam>
/// <typeparam name="TWeights">What weights become before the tiles take them.</typeparam>
/// <param name="name">What it is called.</param>
/// <param name="set">The narrowest set that has its instructions.</param>
/// <param name="cost">Its cost.</param>
internal sealed unsafe class AcrossKernel<TDot, TSum, TByte, TFewTokens, TWeights>(string name, InstructionSet set, double cost) : Int8Kernel
    where TDot : struct, IAcrossDot<TSum, TByte>
    where TSum : struct
    where TByte : struct
    where TFewTokens : struct, IBlockTile
    where TWeights : struct, IWeightBits
{
    private const int Outputs = 4;

    // Inputs that fill up lists, and a whole line.
    private const int MostFillers = 32;

    // Of inputs side by side, on the stack: with the most inputs there is room for two vectors of 16 tokens.
    private const int MostBytes = 1 << 17;
    private const int MostRowInputs = 4096;

    /// <summary>Tokens up to which rows are faster than a vector that they do not fill.</summary>
    private static readonly int _mostFew = TDot.Tokens / 3;

    public override string Name => name;

    public override InstructionSet InstructionSet => set;

    public override BlockGeometry Geometry => new(Outputs, TWeights.Bits);

    public override int BlocksAtOnce => TDot.BlocksAtOnce;

    public override bool TakesInOrder => false;

    public override int MostInputs => MostRowInputs;

    public override double Cost => cost;

    [SkipLocalsInit]
    [MethodImpl(KernelMethod.Standalone)]
    public override void Multiply(in Int8Product product, delegate*<in Int8Product, int, int, int, int*, void> finish)
    {
        var padded = Int8Blocks.PaddedLength(product.Weights.Inputs);
        var most = Math.Min(BlockLists.TokensAtOnce, MostBytes / padded / TDot.Tokens * TDot.Tokens);
        var x = stackalloc byte[Math.Min(most, WholeVectors(product.Y.Rows)) * padded];
        var scratch = stackalloc byte[TWeights.Bits < 8 ? (padded + MostFillers) * BlockLists.Outputs : 1];
        var sums = stackalloc int[BlockLists.TokensAtOnce * BlockLists.Outputs];
        for (var token = 0; token < product.Y.Rows; token += most)
        {
            var tokens = Math.Min(most, product.Y.Rows - token);
            var (whole, few) = (tokens / TDot.Tokens * TDot.Tokens, tokens % TDot.Tokens);
            (whole, few) = few > _mostFew ? (whole + TDot.Tokens, 0) : (whole, few);
            if (whole > 0)
            {
                TokenTranspose.Run(product.X, token, Math.Min(whole, tokens), whole, padded, x);
            }

            for (var group = product.FirstGroup; group < product.EndGroup; group++)
            {
                MultiplyGroup(product, group, x, whole, token, few, scratch, sums);
                finish(product, group * BlockLists.Outputs, token, tokens, sums);
            }
        }
    }

    private static int WholeVectors(int tokens) => (tokens + TDot.Tokens - 1) / TDot.Tokens * TDot.Tokens;

    [MethodImpl(KernelMethod.Standalone)]
    private void MultiplyGroup(in Int8Product product, int group, byte* x, int whole, int token, int few, byte* scratch, int* sums)
    {
        var lists = product.Weights.Lists;
        var starts = lists.StartsOf(group);
        var indices = lists.IndicesOf(group);
        var blocks = TWeights.Unpack(lists.BlocksOf(group), lists.BytesOf(group), scratch, set);
        if (whole > 0)
        {
            AcrossTiles<TDot, TSum, TByte>.Multiply(x, whole * BlockLists.InputBytes, blocks, indices, starts, whole, sums);
        }

        if (few > 0)
        {
            BlockTiles<TFewTokens>.Multiply(
                product.X.Row(token + whole), product.X.Stride, blocks, indices, starts, few, (byte*)(sums + (whole * BlockLists.Outputs)));
        }
    }
}
