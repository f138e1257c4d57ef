using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX-512BW: 16-bit inputs, weights widened as they are loaded, vpmaddwd, which cannot overflow.</summary>
/// <remarks>
/// A vector holds 2 sums of each of 8 outputs. As many multiplications as <see cref="Avx512Step"/>, but twice the additions: the
/// choice where paired blocks would have to be doubled too often.
/// </remarks>
internal readonly unsafe struct Avx512WideStep : IInt8Step<Vector512<int>>
{
    public static string Name => "avx512bw-wide";

    public static bool IsSupported => Avx512BW.IsSupported && Vector512.IsHardwareAccelerated;

    public static InputFormat InputFormat => InputFormat.CenteredShorts;

    public static int InputOffset => 0;

    public static int InputBytes => Int8Blocks.BlockInputs * sizeof(short);

    public static int MaxTokens => 12;

    public static int StripOutputs => 16;

    public static Vector512<int> Zero => Vector512<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadInputs(byte* x) => Vector512.Create(*(long*)x).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadLeft(sbyte* weights) => Avx512BW.ConvertToVector512Int16(Vector256.Load(weights)).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadRight(sbyte* weights) => LoadLeft(weights + 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAddLeft(Vector512<int> sums, Vector512<int> inputs, Vector512<int> weights) =>
        sums + Avx512BW.MultiplyAddAdjacent(inputs.AsInt16(), weights.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAddRight(Vector512<int> sums, Vector512<int> inputs, Vector512<int> weights) =>
        MultiplyAddLeft(sums, inputs, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> left, Vector512<int> right, int* sums)
    {
        var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        var odd = even + Vector512<int>.One;
        (Avx512F.PermuteVar16x32x2(left, even, right) + Avx512F.PermuteVar16x32x2(left, odd, right)).Store(sums);
    }
}
