using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX2: 16-bit products as in <see cref="Avx512Step"/>, half a group of outputs at a time.</summary>
/// <remarks>A vector holds 2 sums of each of 4 outputs.</remarks>
internal readonly unsafe struct Avx2Step : IInt8Step<Vector256<int>>
{
    public static string Name => "avx2";

    public static bool IsSupported => Avx2.IsSupported;

    public static InputFormat InputFormat => InputFormat.CenteredShorts;

    public static int InputOffset => 0;

    public static int MaxTokens => 6;

    public static int InputBytes => Int8Blocks.BlockInputs * sizeof(short);

    public static int StripOutputs => 8;

    public static Vector256<int> Zero => Vector256<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadInputs(byte* x) => Vector256.Create(*(long*)x).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadLeft(sbyte* weights) => Avx2.ConvertToVector256Int16(weights).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadRight(sbyte* weights) => LoadLeft(weights + 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sums, Vector256<int> inputs, Vector256<int> weights) =>
        sums + Avx2.MultiplyAddAdjacent(inputs.AsInt16(), weights.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> left, Vector256<int> right, int* sums) =>
        Avx2.Permute4x64(Avx2.HorizontalAdd(left, right).AsInt64(), 0b11_01_10_00).AsInt32().Store(sums);
}
