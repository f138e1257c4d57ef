using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX-512BW: vpmaddubsw, then vpmaddwd by ones to widen. One vector holds the sums of all 16 outputs.</summary>
/// <remarks>Widening both operands as they are loaded for vpmaddwd alone is exact without paired blocks, but a third slower (Zen 4).</remarks>
internal readonly unsafe struct Avx512Step : IInt8Step<Vector512<int>>
{
    public static string Name => "avx512bw";

    public static bool IsSupported => Avx512BW.IsSupported && Vector512.IsHardwareAccelerated;

    public static InputFormat InputFormat => InputFormat.ArrangedBytes;

    public static int InputOffset => 0;

    public static int InputBytes => Int8Blocks.BlockInputs;

    public static int MaxTokens => 12;

    public static int StripOutputs => 16;

    public static Vector512<int> Zero => Vector512<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadInputs(byte* x) => Vector512.Create(*(int*)x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadLeft(sbyte* weights) => Vector512.Load(weights).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadRight(sbyte* weights) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAddLeft(Vector512<int> sums, Vector512<int> inputs, Vector512<int> weights) =>
        sums + Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(inputs.AsByte(), weights.AsSByte()), Vector512<short>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAddRight(Vector512<int> sums, Vector512<int> inputs, Vector512<int> weights) => sums;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> left, Vector512<int> right, int* sums) => left.Store(sums);
}
