using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Products of 7-bit activations with 8-bit weights on one instruction set.</summary>
internal abstract unsafe class Int8Kernel
{
    /// <summary>What this machine runs, fastest first. A new kernel is added in <see cref="Detect"/> and nowhere else.</summary>
    public static IReadOnlyList<Int8Kernel> Supported { get; } = Detect();

    public abstract string Name { get; }

    /// <summary>Blocks that it multiplies at once; see <see cref="SafeRuns"/>.</summary>
    public abstract int BlocksAtOnce { get; }

    /// <summary>If runs of so many blocks need more than so many times the blocks that the matrix has, the next kernel is faster.</summary>
    /// <remarks>A run of n takes n + 1 multiplications, so n / (n + 1) of what the next shorter runs' n / (n - 1) would.</remarks>
    public double MostGrowth => BlocksAtOnce == 1 ? double.PositiveInfinity : BlocksAtOnce * BlocksAtOnce / (BlocksAtOnce * BlocksAtOnce - 1.0);

    /// <summary>The code of <see cref="BlockTiles{TTile}.Multiply"/>.</summary>
    protected abstract delegate*<byte*, nint, byte*, ushort*, int, int, byte*, void> Tiles { get; }

    /// <summary>Computes a product and applies <paramref name="f"/> to its results: group by group, each for all tokens while its weights are in the first-level cache.</summary>
    [SkipLocalsInit]
    [MethodImpl(KernelMethod.Standalone)]
    public void Multiply(in Int8Product product, OutputOperator f)
    {
        var multiply = Tiles;
        var finish = f.Int8Finish;
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

    private static List<Int8Kernel> Detect()
    {
        var kernels = new List<Int8Kernel>();
        if (AvxVnni.IsSupported)
        {
            kernels.Add(new Int8Kernel<StepTile<AvxVnniStep, Vector256<int>>>());
        }

        if (Avx512BW.IsSupported && Vector512.IsHardwareAccelerated)
        {
            kernels.Add(new Int8Kernel<StepTile<Avx512Step<RowCount.Three>, Vector512<int>>>());
            kernels.Add(new Int8Kernel<StepTile<Avx512Step<RowCount.Two>, Vector512<int>>>());
            kernels.Add(new Int8Kernel<StepTile<Avx512Step<RowCount.One>, Vector512<int>>>());
        }

        if (Avx2.IsSupported)
        {
            kernels.Add(new Int8Kernel<StepTile<Avx2Step<RowCount.Three>, Vector256<int>>>());
            kernels.Add(new Int8Kernel<StepTile<Avx2Step<RowCount.Two>, Vector256<int>>>());
            kernels.Add(new Int8Kernel<StepTile<Avx2Step<RowCount.One>, Vector256<int>>>());
        }

        if (Dp.IsSupported)
        {
            kernels.Add(new Int8Kernel<StepTile<ArmDotStep, Vector128<int>>>());
        }

        kernels.Add(new Int8Kernel<PortableTile>());
        return kernels;
    }
}
