using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Products of 7-bit activations with 8-bit weights on one instruction set.</summary>
internal abstract unsafe class Int8Kernel
{
    public abstract string Name { get; }

    /// <summary>The narrowest set that has its instructions.</summary>
    public abstract InstructionSet InstructionSet { get; }

    /// <summary>Blocks that it multiplies at once; see <see cref="SafeRuns"/>.</summary>
    public abstract int BlocksAtOnce { get; }

    /// <summary>If runs of so many blocks need more than so many times the blocks that the matrix has, the next kernel is faster.</summary>
    /// <remarks>A run of n takes n + 1 multiplications, so n / (n + 1) of what the next shorter runs' n / (n - 1) would.</remarks>
    public double MostGrowth => BlocksAtOnce == 1 ? double.PositiveInfinity : BlocksAtOnce * BlocksAtOnce / (BlocksAtOnce * BlocksAtOnce - 1.0);

    /// <summary>The code of <see cref="BlockTiles{TTile}.Multiply"/>.</summary>
    protected abstract delegate*<byte*, nint, byte*, ushort*, int, int, byte*, void> Tiles { get; }

    /// <summary>Computes a product and ends it with <paramref name="finish"/>: group by group, each for all tokens while its weights are in the first-level cache.</summary>
    [SkipLocalsInit]
    [MethodImpl(KernelMethod.Standalone)]
    public void Multiply(in Int8Product product, delegate*<in Int8Product, int, int, int, int*, void> finish)
    {
        var multiply = Tiles;
        var sums = stackalloc int[BlockLists.TokensAtOnce * BlockLists.Outputs];
        var (lists, x, rows) = (product.Weights.Lists, product.X, product.Y.Rows);
        for (var group = product.FirstGroup; group < product.EndGroup; group++)
        {
            for (var token = 0; token < rows; token += BlockLists.TokensAtOnce)
            {
                var tokens = Math.Min(BlockLists.TokensAtOnce, rows - token);
                multiply(x.Row(token), x.Stride, lists.BlocksOf(group), lists.IndicesOf(group), lists.CountOf(group), tokens, (byte*)sums);
                finish(product, group * BlockLists.Outputs, token, tokens, sums);
            }
        }
    }

    public sealed override string ToString() => Name;
}
