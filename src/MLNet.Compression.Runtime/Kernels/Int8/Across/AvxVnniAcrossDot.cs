using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>AVX-VNNI: 8 tokens at a time.</summary>
internal readonly unsafe struct AvxVnniAcrossDot : IAcrossDot<Vector256<int>, Vector256<byte>>
{
    public static int Tokens => 8;

    public static int BlocksAtOnce => 1;

    public static int MaxVectors => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(byte* inputs) => Vector256.Load(inputs);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Repeat(byte* weights) => Vector256.Create(*(int*)weights).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sums, Vector256<byte> x0, Vector256<byte> x1, Vector256<byte> x2, Vector256<byte> weights0, Vector256<byte> weights1, Vector256<byte> weights2) =>
        AvxVnni.MultiplyWideningAndAdd(sums, x0, weights0.AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> output0, Vector256<int> output1, Vector256<int> output2, Vector256<int> output3, int* sums) =>
        SumTranspose.Store(output0, output1, output2, output3, sums);
}
