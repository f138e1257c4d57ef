using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Rounds activations to 8 bits, each token with its own range.</summary>
/// <remarks>
/// lo = min(0, min x), hi = max(0, max x), scale = (hi - lo) / 255, zero point = round(-lo / scale),
/// integer = round(x / scale) + zero point, half to even, at most 255. After GELU nearly all of the range is positive, which a
/// symmetric rounding would waste half of.
/// </remarks>
internal static unsafe class ActivationQuantizer
{
    private const int Largest = 255;

    /// <summary>Rounds all rows of <paramref name="values"/>.</summary>
    public static void Quantize(MatrixView values, QuantizedRows result)
    {
        var work = new Work(values, result);
        InstructionSets.Run(InstructionSets.Current, ref work, 0, values.Rows);
    }

    private readonly struct Work(MatrixView values, QuantizedRows result) : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            var padded = Int8Blocks.StepsOf(values.Columns) * Int8Blocks.BlockInputs;
            for (var row = from; row < to; row++)
            {
                var (low, high) = RowRange.Of<TVector>(values.Row(row), values.Columns);
                var scale = (high - low) / Largest;
                var inverse = scale > 0 ? 1 / scale : 0;
                var zeroPoint = (int)MathF.Round(-low * inverse);
                result.Scales[row] = scale;
                result.ZeroPoints[row] = zeroPoint;
                ToBytes(values.Row(row), values.Columns, inverse, zeroPoint, result.Row(row), padded);
                if (result.Format == InputFormat.ArrangedBytes)
                {
                    ByteArrangements.Append(result.Row(row), padded);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToBytes(float* x, int count, float inverse, int zeroPoint, byte* target, int padded)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var factor = Vector512.Create(inverse);
            var offset = Vector512.Create(zeroPoint);
            for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                var integers = Avx512F.ConvertToVector512Int32(Vector512.Load(x + i) * factor) + offset;
                Avx512F.ConvertToVector128ByteWithSaturation(integers.AsUInt32()).Store(target + i);
            }
        }
        else
        {
            var factor = Vector128.Create(inverse);
            var offset = Vector128.Create(zeroPoint);
            for (; i <= count - (2 * Vector128<float>.Count); i += 2 * Vector128<float>.Count)
            {
                var left = Rounded(Vector128.Load(x + i) * factor) + offset;
                var right = Rounded(Vector128.Load(x + i + Vector128<float>.Count) * factor) + offset;
                var shorts = Vector128.Min(Vector128.Narrow(left, right), Vector128.Create((short)Largest)).AsUInt16();
                Vector128.Narrow(shorts, shorts).GetLower().Store(target + i);
            }
        }

        for (; i < padded; i++)
        {
            target[i] = i < count ? (byte)Math.Clamp(MathF.Round(x[i] * inverse) + zeroPoint, 0, Largest) : (byte)0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Rounded(Vector128<float> x) => Vector128.ConvertToInt32(Vector128.Round(x));
}
