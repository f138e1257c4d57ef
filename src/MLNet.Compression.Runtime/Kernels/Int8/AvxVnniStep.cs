using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>AVX-VNNI: vpdpbusd on 256 bits, unsigned inputs by signed weights.</summary>
/// <remarks>A vector holds the sums of 8 outputs. A 512-bit version would be one more struct like this, with a strip of 32 outputs.</remarks>
internal readonly unsafe struct AvxVnniStep : IInt8Step<Vector256<int>>
{
    public static string Name => "avxvnni";

    public static bool IsSupported => AvxVnni.IsSupported;

    public static InputFormat InputFormat => InputFormat.Bytes;

    public static int InputOffset => 0;

    public static int InputBytes => Int8Blocks.BlockInputs;

    public static int MaxTokens => 6;

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
        AvxVnni.MultiplyWideningAndAdd(sums, inputs.AsByte(), weights.AsSByte());

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
