using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8.Across;
using MLNet.Compression.Runtime.Kernels.Int8.Packing;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The kernels of integers that this machine runs. A new kernel is added here and nowhere else.</summary>
internal static class Int8Kernels
{
    /// <summary>All of them. Those of sets beyond <see cref="InstructionSets.Current"/> are to be passed over.</summary>
    public static IReadOnlyList<Int8Kernel> Supported { get; } =
    [
        .. InstructionSets.Supported[^1] >= InstructionSet.Avx512 ? Avx512() : [],
        .. InstructionSets.HasByteDotProduct(InstructionSet.Avx2) ? AvxVnni() : [],
        .. InstructionSets.Supported[^1] >= InstructionSet.Avx2 ? Avx2() : [],
        .. InstructionSets.HasByteDotProduct(InstructionSet.Portable) ? Arm() : [],
        .. Portable(),
    ];

    /// <summary>Bytes in plain arithmetic: the specification of the others.</summary>
    public static Int8Kernel InPlainArithmetic => Supported[^1];

    /// <summary>A kernel whose tile takes bytes.</summary>
    public static Int8Kernel Rows<TDot, TSum, TWeight>(InstructionSet set, double cost, int blocksAtOnce = 1)
        where TDot : struct, IBlockDot<TSum, TWeight>
        where TSum : struct
        where TWeight : struct =>
        new RowKernel<BlockTile<TDot, TSum, TWeight, BlockOrder.Listed>, BlockTile<TDot, TSum, TWeight, BlockOrder.InTurn>, WeightBits.Eight>(
            TDot.Name, set, BlockGeometry.Bytes, blocksAtOnce, cost);

    /// <summary>A kernel whose tile takes packed weights.</summary>
    public static Int8Kernel Packed<TDot, TSum, TWeight, TBits>(InstructionSet set, double cost)
        where TDot : struct, IBlockDot<TSum, TWeight>
        where TSum : struct
        where TWeight : struct
        where TBits : struct, IPackedBits =>
        new RowKernel<BlockTile<TDot, TSum, TWeight, BlockOrder.Listed>, BlockTile<TDot, TSum, TWeight, BlockOrder.InTurn>, WeightBits.Eight>(
            TDot.Name, set, new BlockGeometry(BlockLists.Outputs, TBits.Bits), TDot.BlocksAtOnce, cost);

    /// <summary>A kernel that unpacks lists for a tile that takes bytes.</summary>
    public static Int8Kernel Unpacked<TDot, TSum, TWeight, TBits>(InstructionSet set, double cost)
        where TDot : struct, IBlockDot<TSum, TWeight>
        where TSum : struct
        where TWeight : struct
        where TBits : struct, IPackedBits =>
        new RowKernel<BlockTile<TDot, TSum, TWeight, BlockOrder.Listed>, BlockTile<TDot, TSum, TWeight, BlockOrder.InTurn>, WeightBits.Packed<TBits>>(
            $"{TDot.Name} {TBits.Bits} bits", set, new BlockGeometry(BlockLists.Outputs, TBits.Bits), blocksAtOnce: 1, cost);

    private static IEnumerable<Int8Kernel> Avx512()
    {
        const InstructionSet Set = InstructionSet.Avx512;
        var wide = InstructionSets.AddsBesideMultiplications;
        yield return Rows<Avx512Dot<Size.Three>, Vector512<int>, Vector512<sbyte>>(Set, wide ? 0.74 : 1.17, blocksAtOnce: 3);
        yield return Rows<Avx512Dot<Size.Two>, Vector512<int>, Vector512<sbyte>>(Set, wide ? 0.85 : 1.25, blocksAtOnce: 2);
        yield return Rows<Avx512Dot<Size.One>, Vector512<int>, Vector512<sbyte>>(Set, wide ? 1.1 : 1.5);
        yield return Packed<Avx512PackedDot<PackedBits.Four>, Vector512<int>, Vector512<sbyte>, PackedBits.Four>(Set, 0.7);
        yield return Packed<Avx512PackedDot<PackedBits.Two>, Vector512<int>, Vector512<sbyte>, PackedBits.Two>(Set, 0.7);
        foreach (var kernel in Across<Avx512AcrossDot<Size.Three>, Avx512AcrossDot<Size.Two>, Avx512AcrossDot<Size.One>, Vector512<int>, Vector512<byte>>("avx512bw", Set, wide ? 0.95 : 1.4))
        {
            yield return kernel;
        }
    }

    private static IEnumerable<Int8Kernel> AvxVnni()
    {
        const InstructionSet Set = InstructionSet.Avx2;
        return
        [
            Rows<AvxVnniDot, Vector256<int>, Vector256<sbyte>>(Set, 1),
            Packed<AvxVnniPackedDot<PackedBits.Four>, Vector256<int>, Vector256<sbyte>, PackedBits.Four>(Set, 1.05),
            Packed<AvxVnniPackedDot<PackedBits.Two>, Vector256<int>, Vector256<sbyte>, PackedBits.Two>(Set, 1.05),
            AcrossBytes<AvxVnniAcrossDot, Vector256<int>, Vector256<byte>, BlockTile<AvxVnniFewTokensDot, Vector128<int>, Vector128<sbyte>, BlockOrder.Listed>>("avxvnni", Set, 1.2),
            .. AcrossPacked<AvxVnniAcrossDot, Vector256<int>, Vector256<byte>, BlockTile<AvxVnniFewTokensDot, Vector128<int>, Vector128<sbyte>, BlockOrder.Listed>>("avxvnni", Set, 1.3),
        ];
    }

    private static IEnumerable<Int8Kernel> Avx2()
    {
        const InstructionSet Set = InstructionSet.Avx2;
        return
        [
            Rows<Avx2Dot<Size.Three>, Vector256<int>, Vector256<sbyte>>(Set, 1.55, blocksAtOnce: 3),
            Rows<Avx2Dot<Size.Two>, Vector256<int>, Vector256<sbyte>>(Set, 1.7, blocksAtOnce: 2),
            Rows<Avx2Dot<Size.One>, Vector256<int>, Vector256<sbyte>>(Set, 2.1),
            Packed<Avx2PackedDot<PackedBits.Four>, Vector256<int>, Vector256<sbyte>, PackedBits.Four>(Set, 1.5),
            Packed<Avx2PackedDot<PackedBits.Two>, Vector256<int>, Vector256<sbyte>, PackedBits.Two>(Set, 1.5),
            .. Across<Avx2AcrossDot<Size.Three>, Avx2AcrossDot<Size.Two>, Avx2AcrossDot<Size.One>, Vector256<int>, Vector256<byte>>("avx2", Set, 1.9),
        ];
    }

    private static IEnumerable<Int8Kernel> Arm()
    {
        const InstructionSet Set = InstructionSet.Portable;
        return
        [
            Rows<ArmDot, Vector128<int>, Vector128<sbyte>>(Set, 1),
            Unpacked<ArmDot, Vector128<int>, Vector128<sbyte>, PackedBits.Four>(Set, 1.1),
            Unpacked<ArmDot, Vector128<int>, Vector128<sbyte>, PackedBits.Two>(Set, 1.1),
        ];
    }

    private static IEnumerable<Int8Kernel> Portable() =>
    [
        InPlain<Size.Four, WeightBits.Packed<PackedBits.Four>>(),
        InPlain<Size.Four, WeightBits.Packed<PackedBits.Two>>(),
        InPlain<Size.One, WeightBits.Packed<PackedBits.Four>>(),
        InPlain<Size.One, WeightBits.Packed<PackedBits.Two>>(),
        InPlain<Size.One, WeightBits.Eight>(),
        InPlain<Size.Four, WeightBits.Eight>(),
    ];

    private static RowKernel<PortableTile<TFours>, PortableTile<TFours>, TWeights> InPlain<TFours, TWeights>()
        where TFours : unmanaged, ISize
        where TWeights : struct, IWeightBits
    {
        var geometry = new BlockGeometry(PortableTile<TFours>.Outputs, TWeights.Bits);
        return new($"portable {geometry.Outputs} x 4, {geometry.Bits} bits", InstructionSet.Portable, geometry, blocksAtOnce: 1, cost: geometry == BlockGeometry.Bytes ? 100 : 110);
    }

    /// <summary>The kernels of small blocks where products are added before they are widened: of packed weights always, of bytes in runs.</summary>
    private static IEnumerable<Int8Kernel> Across<TThree, TTwo, TOne, TSum, TByte>(string name, InstructionSet set, double cost)
        where TThree : struct, IAcrossDot<TSum, TByte>
        where TTwo : struct, IAcrossDot<TSum, TByte>
        where TOne : struct, IAcrossDot<TSum, TByte>
        where TSum : struct
        where TByte : struct =>
    [
        AcrossBytes<TThree, TSum, TByte, BlockTile<Avx2FewTokensDot<Size.Three>, Vector128<int>, Vector128<sbyte>, BlockOrder.Listed>>($"{name}-3", set, cost),
        AcrossBytes<TTwo, TSum, TByte, BlockTile<Avx2FewTokensDot<Size.Two>, Vector128<int>, Vector128<sbyte>, BlockOrder.Listed>>($"{name}-2", set, cost + 0.1),
        AcrossBytes<TOne, TSum, TByte, BlockTile<Avx2FewTokensDot<Size.One>, Vector128<int>, Vector128<sbyte>, BlockOrder.Listed>>($"{name}-1", set, cost + 0.4),
        .. AcrossPacked<TThree, TSum, TByte, BlockTile<Avx2FewTokensDot<Size.Three>, Vector128<int>, Vector128<sbyte>, BlockOrder.Listed>>($"{name}-3", set, cost + 0.05),
    ];

    private static AcrossKernel<TDot, TSum, TByte, TFewTokens, WeightBits.Eight> AcrossBytes<TDot, TSum, TByte, TFewTokens>(string name, InstructionSet set, double cost)
        where TDot : struct, IAcrossDot<TSum, TByte>
        where TSum : struct
        where TByte : struct
        where TFewTokens : struct, IBlockTile => new($"{name} across", set, cost);

    private static IEnumerable<Int8Kernel> AcrossPacked<TDot, TSum, TByte, TFewTokens>(string name, InstructionSet set, double cost)
        where TDot : struct, IAcrossDot<TSum, TByte>
        where TSum : struct
        where TByte : struct
        where TFewTokens : struct, IBlockTile =>
    [
        new AcrossKernel<TDot, TSum, TByte, TFewTokens, WeightBits.Packed<PackedBits.Four>>($"{name} across 4 bits", set, cost),
        new AcrossKernel<TDot, TSum, TByte, TFewTokens, WeightBits.Packed<PackedBits.Two>>($"{name} across 2 bits", set, cost),
    ];
}
