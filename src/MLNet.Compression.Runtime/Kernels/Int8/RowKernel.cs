using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8.Packing;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Outputs lie across the lanes of vectors: covers tokens and outputs with tiles of one kind.</summary>
/// <typeparam name="TListed">The tile for lists with indices.</typeparam>
/// <typeparam name="TInOrder">The tile for lists without; the same where it takes both.</typeparam>
/// <typeparam name="TWeights">What weights become before the tile takes them.</typeparam>
/// <param name="name">What it is called.</param>
/// <param name="set">The narrowest set that has its instructions.</param>
/// <param name="geometry">The blocks that it takes.</param>
/// <param name="blocksAtOnce">Blocks that the tile takes at once.</param>
/// <param name="cost">Its cost.</param>
internal sealed unsafe class RowKernel<TListed, TInOrder, TWeights>(string name, InstructionSet set, BlockGeometry geometry, int blocksAtOnce, double cost) : Int8Kernel
    where TListed : struct, IBlockTile
    where TInOrder : struct, IBlockTile
    where TWeights : struct, IWeightBits
{
    private const int MostUnpackedInputs = 4096;

    // Of a list, and a whole line behind the last.
    private const int MostFillers = 8;

    public override string Name => name;

    public override InstructionSet InstructionSet => set;

    public override BlockGeometry Geometry => geometry;

    public override int BlocksAtOnce => blocksAtOnce;

    public override bool TakesInOrder => RunLength == 1;

    public override int MostInputs => Unpacks ? MostUnpackedInputs : Int8Blocks.MaxInputs;

    public override double Cost => cost;

    private static bool Unpacks => TWeights.Bits < 8;

    [SkipLocalsInit]
    [MethodImpl(KernelMethod.Standalone)]
    public override void Multiply(in Int8Product product, delegate*<in Int8Product, int, int, int, int*, void> finish)
    {
        var (lists, x, rows) = (product.Weights.Lists, product.X, product.Y.Rows);
        var sums = stackalloc int[BlockLists.TokensAtOnce * BlockLists.Outputs];
        var scratch = stackalloc byte[Unpacks ? (Int8Blocks.BlocksAcross(product.Weights.Inputs) + MostFillers) * BlockLists.BlockBytes : 1];
        delegate*<byte*, nint, byte*, ushort*, int*, int, byte*, void> multiply = lists.InOrder ? &BlockTiles<TInOrder>.Multiply : &BlockTiles<TListed>.Multiply;
        for (var group = product.FirstGroup; group < product.EndGroup; group++)
        {
            var starts = lists.StartsOf(group);
            var blocks = TWeights.Unpack(lists.BlocksOf(group), lists.BytesOf(group), scratch, set);
            for (var token = 0; token < rows; token += BlockLists.TokensAtOnce)
            {
                var tokens = Math.Min(BlockLists.TokensAtOnce, rows - token);
                multiply(x.Row(token), x.Stride, blocks, lists.IndicesOf(group), starts, tokens, (byte*)sums);
                finish(product, group * BlockLists.Outputs, token, tokens, sums);
            }
        }
    }
}
