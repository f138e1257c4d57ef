using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>Transposes four floats of four rows.</summary>
internal static unsafe class Transpose4x4
{
    public const int Size = 4;

    /// <summary>Line p of the target, <paramref name="stride"/> floats after the one before, gets element p of each row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* row0, float* row1, float* row2, float* row3, float* target, nint stride)
    {
        var a = Vector128.Load(row0);
        var b = Vector128.Load(row1);
        var c = Vector128.Load(row2);
        var d = Vector128.Load(row3);
        var acLow = InterleaveLower(a, c);
        var acHigh = InterleaveUpper(a, c);
        var bdLow = InterleaveLower(b, d);
        var bdHigh = InterleaveUpper(b, d);
        InterleaveLower(acLow, bdLow).Store(target);
        InterleaveUpper(acLow, bdLow).Store(target + stride);
        InterleaveLower(acHigh, bdHigh).Store(target + (2 * stride));
        InterleaveUpper(acHigh, bdHigh).Store(target + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLower(Vector128<float> a, Vector128<float> b)
    {
        if (Sse.IsSupported)
        {
            return Sse.UnpackLow(a, b);
        }

        return AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Vector128.Create(a[0], b[0], a[1], b[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveUpper(Vector128<float> a, Vector128<float> b)
    {
        if (Sse.IsSupported)
        {
            return Sse.UnpackHigh(a, b);
        }

        return AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Vector128.Create(a[2], b[2], a[3], b[3]);
    }
}
