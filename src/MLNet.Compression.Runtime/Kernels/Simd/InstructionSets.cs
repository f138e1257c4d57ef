using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>The one place where the instruction set of every kernel is chosen.</summary>
/// <remarks>Beside it only the vectors of this folder ask the processor, for instructions of their own width.</remarks>
internal static class InstructionSets
{
    /// <summary>What this processor runs well, narrowest first.</summary>
    public static IReadOnlyList<InstructionSet> Supported { get; } = Detect();

    /// <summary>The widest supported set, unless <see cref="Force"/> says otherwise.</summary>
    public static InstructionSet Current { get; private set; } = Supported[^1];

    /// <summary>Bits of the widest vectors that the runtime's own numeric functions use.</summary>
    public static int RuntimeVectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Whether additions of 512-bit vectors have units of their own, as on AMD, and do not wait for multiplications, as on Intel.</summary>
    public static bool AddsBesideMultiplications { get; } = IsAmd();

    /// <summary>Makes every kernel of the process use one set until the result is disposed. For tests, one at a time.</summary>
    public static IDisposable Force(InstructionSet set)
    {
        if (!Supported.Contains(set))
        {
            throw new PlatformNotSupportedException($"This processor lacks {set}; it has {string.Join(", ", Supported)}.");
        }

        var restore = new Restore(Current);
        Current = set;
        return restore;
    }

    /// <summary>Runs work over [<paramref name="from"/>, <paramref name="to"/>), compiled for <paramref name="set"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TWork>(InstructionSet set, ref TWork work, int from, int to)
        where TWork : struct, IVectorWork
    {
        switch (set)
        {
            case InstructionSet.Avx512:
                work.Run<Simd512>(from, to);
                break;
            case InstructionSet.Avx2:
                work.Run<Simd256>(from, to);
                break;
            default:
                work.Run<Simd128>(from, to);
                break;
        }
    }

    /// <summary>The most rows a tile of a product has.</summary>
    public static int TileRows(InstructionSet set) => set switch
    {
        InstructionSet.Avx512 => Simd512.TileRows,
        InstructionSet.Avx2 => Simd256.TileRows,
        _ => Simd128.TileRows,
    };

    /// <summary>Columns of a tile of a product: two vectors.</summary>
    public static int TileColumns(InstructionSet set) => 2 * set switch
    {
        InstructionSet.Avx512 => Simd512.Count,
        InstructionSet.Avx2 => Simd256.Count,
        _ => Simd128.Count,
    };

    /// <summary>Whether one instruction on the vectors of a set multiplies bytes and adds four products to a 32-bit sum.</summary>
    public static bool HasByteDotProduct(InstructionSet set) => set switch
    {
        InstructionSet.Portable => Dp.IsSupported,
        InstructionSet.Avx2 => AvxVnni.IsSupported && Supported[^1] >= set,
        _ => false,
    };

    /// <summary>By the second of the three registers that spell the maker's name.</summary>
    private static bool IsAmd() => X86Base.IsSupported && X86Base.CpuId(0, 0).Ebx == BitConverter.ToInt32("Auth"u8);

    private static InstructionSet[] Detect()
    {
        if (!Avx2.IsSupported || !Fma.IsSupported)
        {
            return [InstructionSet.Portable];
        }

        // Not accelerated where the processor lowers its clock for wide vectors.
        return Avx512BW.IsSupported && Vector512.IsHardwareAccelerated
            ? [InstructionSet.Portable, InstructionSet.Avx2, InstructionSet.Avx512]
            : [InstructionSet.Portable, InstructionSet.Avx2];
    }

    private sealed class Restore(InstructionSet previous) : IDisposable
    {
        public void Dispose() => Current = previous;
    }
}
