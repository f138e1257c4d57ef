using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Arm's dot product of signed bytes, half a group of outputs at a time.</summary>
/// <remarks>The inputs are unsigned; 128 is taken off each by flipping its highest bit, and given back with the zero point.</remarks>
internal readonly unsafe struct ArmDotStep : IInt8Step<Vector128<int>>
{
    public static string Name => "arm-dp";

    public static bool IsSupported => Dp.IsSupported;

    public static InputFormat InputFormat => InputFormat.Bytes;

    public static int InputOffset => 128;

    public static int InputBytes => Int8Blocks.BlockInputs;

    public static int MaxTokens => 12;

    public static int StripOutputs => 8;

    public static Vector128<int> Zero => Vector128<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadInputs(byte* x) => Vector128.Create(*(int*)x) ^ Vector128.Create((byte)128).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadLeft(sbyte* weights) => Vector128.Load(weights).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadRight(sbyte* weights) => LoadLeft(weights + 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAddLeft(Vector128<int> sums, Vector128<int> inputs, Vector128<int> weights) =>
        Dp.DotProduct(sums, inputs.AsSByte(), weights.AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAddRight(Vector128<int> sums, Vector128<int> inputs, Vector128<int> weights) =>
        MultiplyAddLeft(sums, inputs, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> left, Vector128<int> right, int* sums)
    {
        left.Store(sums);
        right.Store(sums + 4);
    }
}
