using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Blocks;

namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>Sums of 4 outputs for many tokens to rows of tokens.</summary>
internal static unsafe class SumTranspose
{
    /// <summary>8 tokens, on AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d, int* sums)
    {
        var abLow = Avx2.UnpackLow(a, b).AsInt64();
        var abHigh = Avx2.UnpackHigh(a, b).AsInt64();
        var cdLow = Avx2.UnpackLow(c, d).AsInt64();
        var cdHigh = Avx2.UnpackHigh(c, d).AsInt64();
        StoreHalves(Avx2.UnpackLow(abLow, cdLow), sums);
        StoreHalves(Avx2.UnpackHigh(abLow, cdLow), sums + BlockLists.Outputs);
        StoreHalves(Avx2.UnpackLow(abHigh, cdHigh), sums + (2 * BlockLists.Outputs));
        StoreHalves(Avx2.UnpackHigh(abHigh, cdHigh), sums + (3 * BlockLists.Outputs));
    }

    /// <summary>16 tokens, on AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> a, Vector512<int> b, Vector512<int> c, Vector512<int> d, int* sums)
    {
        var abLow = Avx512F.UnpackLow(a, b).AsInt64();
        var abHigh = Avx512F.UnpackHigh(a, b).AsInt64();
        var cdLow = Avx512F.UnpackLow(c, d).AsInt64();
        var cdHigh = Avx512F.UnpackHigh(c, d).AsInt64();
        StoreQuarters(Avx512F.UnpackLow(abLow, cdLow), sums);
        StoreQuarters(Avx512F.UnpackHigh(abLow, cdLow), sums + BlockLists.Outputs);
        StoreQuarters(Avx512F.UnpackLow(abHigh, cdHigh), sums + (2 * BlockLists.Outputs));
        StoreQuarters(Avx512F.UnpackHigh(abHigh, cdHigh), sums + (3 * BlockLists.Outputs));
    }

    /// <summary>Tokens 4 apart lie in the 128-bit lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Vector256<long> tokens, int* sums)
    {
        tokens.GetLower().AsInt32().Store(sums);
        tokens.GetUpper().AsInt32().Store(sums + (4 * BlockLists.Outputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(Vector512<long> tokens, int* sums)
    {
        StoreHalves(tokens.GetLower(), sums);
        StoreHalves(tokens.GetUpper(), sums + (8 * BlockLists.Outputs));
    }
}
