using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Products of 7-bit activations with 8-bit weights on one instruction set.</summary>
internal abstract class Int8Kernel
{
    /// <summary>All kernels, fastest first. A new one is added here and nowhere else.</summary>
    public static IReadOnlyList<Int8Kernel> All { get; } =
    [
        new Int8Kernel<StepTile<AvxVnniStep, Vector256<int>>>(),
        new Int8Kernel<StepTile<Avx512Step<RowCount.Three>, Vector512<int>>>(),
        new Int8Kernel<StepTile<Avx512Step<RowCount.Two>, Vector512<int>>>(),
        new Int8Kernel<StepTile<Avx512Step<RowCount.One>, Vector512<int>>>(),
        new Int8Kernel<StepTile<Avx2Step<RowCount.Three>, Vector256<int>>>(),
        new Int8Kernel<StepTile<Avx2Step<RowCount.Two>, Vector256<int>>>(),
        new Int8Kernel<StepTile<Avx2Step<RowCount.One>, Vector256<int>>>(),
        new Int8Kernel<StepTile<ArmDotStep, Vector128<int>>>(),
        new Int8Kernel<PortableTile>(),
    ];

    /// <summary>What this machine runs, fastest first.</summary>
    public static IReadOnlyList<Int8Kernel> Supported { get; } = [.. All.Where(k => k.IsSupported)];

    public abstract string Name { get; }

    public abstract bool IsSupported { get; }

    /// <summary>Blocks that it multiplies at once; see <see cref="SafeRuns"/>.</summary>
    public abstract int BlocksAtOnce { get; }

    /// <summary>If runs of so many blocks need more than so many times the blocks that the matrix has, the next kernel is faster.</summary>
    /// <remarks>A run of n takes n + 1 multiplications, so n / (n + 1) of what the next shorter runs' n / (n - 1) would.</remarks>
    public double MostGrowth => BlocksAtOnce == 1 ? double.PositiveInfinity : BlocksAtOnce * BlocksAtOnce / (BlocksAtOnce * BlocksAtOnce - 1.0);

    /// <summary>Computes a product and applies <paramref name="f"/> to its results.</summary>
    public abstract void Multiply(in Int8Product product, OutputOperator f);

    public sealed override string ToString() => Name;
}
