using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Products of 8-bit activations with 8-bit weights on one instruction set.</summary>
internal abstract class Int8Kernel
{
    /// <summary>All kernels, fastest first. A new one is added here and nowhere else.</summary>
    public static IReadOnlyList<Int8Kernel> All { get; } =
    [
        new Int8Kernel<StepTile<AvxVnniStep, Vector256<int>>>(),
        new Int8Kernel<StepTile<Avx512Step, Vector512<int>>> { MostGrowth = 1.4 },
        new Int8Kernel<StepTile<Avx512WideStep, Vector512<int>>>(),
        new Int8Kernel<StepTile<Avx2Step, Vector256<int>>>(),
        new Int8Kernel<StepTile<ArmDotStep, Vector128<int>>>(),
        new Int8Kernel<PortableTile>(),
    ];

    /// <summary>What this machine runs, fastest first.</summary>
    public static IReadOnlyList<Int8Kernel> Supported { get; } = [.. All.Where(k => k.IsSupported)];

    public abstract string Name { get; }

    public abstract bool IsSupported { get; }

    public abstract InputFormat InputFormat { get; }

    /// <summary>The form of the blocks it multiplies.</summary>
    public BlockForm Form => InputFormat == InputFormat.ArrangedBytes ? BlockForm.Paired : BlockForm.Plain;

    /// <summary>If its form has more blocks than so many times what the matrix has, the next kernel is faster.</summary>
    public double MostGrowth { get; init; } = double.PositiveInfinity;

    /// <summary>Computes a product and applies <paramref name="f"/> to its results.</summary>
    public abstract void Multiply(in Int8Product product, OutputOperator f);

    public sealed override string ToString() => Name;
}
