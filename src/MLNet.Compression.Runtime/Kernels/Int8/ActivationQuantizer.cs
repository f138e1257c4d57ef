using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Rounds activations to 8 bits, each token with its own range.</summary>
/// <remarks>
/// lo = min(0, min x), hi = max(0, max x), scale = (hi - lo) / 255, zero point = round(-lo / scale),
/// integer = round(x / scale) + zero point, half to even, in [0, 255]. After GELU nearly all of the range is positive, which a
/// symmetric rounding would waste half of.
/// </remarks>
internal static unsafe class ActivationQuantizer
{
    private const int Largest = 255;

    /// <summary>Rounds all rows of <paramref name="values"/>.</summary>
    public static void Quantize(MatrixView values, QuantizedRows result)
    {
        for (var row = 0; row < values.Rows; row++)
        {
            var x = values.RowSpan(row);
            var low = Math.Min(0, TensorPrimitives.Min<float>(x));
            var high = Math.Max(0, TensorPrimitives.Max<float>(x));
            var scale = (high - low) / Largest;
            var inverse = scale > 0 ? 1 / scale : 0;
            var zeroPoint = (int)MathF.Round(-low * inverse);
            result.Scales[row] = scale;
            result.ZeroPoints[row] = zeroPoint;
            if (result.Format == InputFormat.Bytes)
            {
                var bytes = new Span<byte>(result.Row(row), result.Stride);
                for (var i = 0; i < x.Length; i++)
                {
                    bytes[i] = (byte)Math.Clamp(MathF.Round(x[i] * inverse) + zeroPoint, 0, Largest);
                }

                bytes[x.Length..].Clear();
            }
            else
            {
                var shorts = new Span<short>(result.Row(row), result.Stride / sizeof(short));
                for (var i = 0; i < x.Length; i++)
                {
                    shorts[i] = (short)(Math.Clamp(MathF.Round(x[i] * inverse) + zeroPoint, 0, Largest) - zeroPoint);
                }

                shorts[x.Length..].Clear();
            }
        }
    }
}
