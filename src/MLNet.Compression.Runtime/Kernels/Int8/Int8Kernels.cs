using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The int8 kernels that this machine runs. A new kernel is added here and nowhere else.</summary>
internal static class Int8Kernels
{
    /// <summary>All of them, fastest first. Those of sets beyond <see cref="InstructionSets.Current"/> are to be passed over.</summary>
    public static IReadOnlyList<Int8Kernel> Supported { get; } = List();

    /// <summary>The one in plain arithmetic: the specification of the others.</summary>
    public static Int8Kernel Portable => Supported[^1];

    private static List<Int8Kernel> List()
    {
        var kernels = new List<Int8Kernel>();
        var widest = InstructionSets.Supported[^1];
        if (InstructionSets.HasByteDotProduct(InstructionSet.Avx2))
        {
            kernels.Add(new Int8Kernel<BlockTile<AvxVnniDot, Vector256<int>>>(InstructionSet.Avx2));
        }

        if (widest >= InstructionSet.Avx512)
        {
            kernels.Add(new Int8Kernel<BlockTile<Avx512Dot<Size.Three>, Vector512<int>>>(InstructionSet.Avx512));
            kernels.Add(new Int8Kernel<BlockTile<Avx512Dot<Size.Two>, Vector512<int>>>(InstructionSet.Avx512));
            kernels.Add(new Int8Kernel<BlockTile<Avx512Dot<Size.One>, Vector512<int>>>(InstructionSet.Avx512));
        }

        if (widest >= InstructionSet.Avx2)
        {
            kernels.Add(new Int8Kernel<BlockTile<Avx2Dot<Size.Three>, Vector256<int>>>(InstructionSet.Avx2));
            kernels.Add(new Int8Kernel<BlockTile<Avx2Dot<Size.Two>, Vector256<int>>>(InstructionSet.Avx2));
            kernels.Add(new Int8Kernel<BlockTile<Avx2Dot<Size.One>, Vector256<int>>>(InstructionSet.Avx2));
        }

        if (InstructionSets.HasByteDotProduct(InstructionSet.Portable))
        {
            kernels.Add(new Int8Kernel<BlockTile<ArmDot, Vector128<int>>>(InstructionSet.Portable));
        }

        kernels.Add(new Int8Kernel<PortableTile>(InstructionSet.Portable));
        return kernels;
    }
}
