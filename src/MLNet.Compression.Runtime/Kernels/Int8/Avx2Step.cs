using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX2: vpmaddubsw, then vpmaddwd by ones to widen. A vector holds the sums of 8 outputs.</summary>
internal readonly unsafe struct Avx2Step : IInt8Step<Vector256<int>>
{
    public static string Name => "avx2";

    public static bool IsSupported => Avx2.IsSupported;

    public static InputFormat InputFormat => InputFormat.ArrangedBytes;

    public static int InputOffset => 0;

    public static int InputBytes => Int8Blocks.BlockInputs;

    public static int MaxTokens => 5;

    public static int StripOutputs => 16;

    public static Vector256<int> Zero => Vector256<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadInputs(byte* x) => Vector256.Create(*(int*)x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadLeft(sbyte* weights) => Vector256.Load(weights).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadRight(sbyte* weights) => LoadLeft(weights + 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAddLeft(Vector256<int> sums, Vector256<int> inputs, Vector256<int> weights) =>
        sums + Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(inputs.AsByte(), weights.AsSByte()), Vector256<short>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAddRight(Vector256<int> sums, Vector256<int> inputs, Vector256<int> weights) =>
        MultiplyAddLeft(sums, inputs, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> left, Vector256<int> right, int* sums)
    {
        left.Store(sums);
        right.Store(sums + 8);
    }
}
