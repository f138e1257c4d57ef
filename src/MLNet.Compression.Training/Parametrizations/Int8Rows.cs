using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Symmetric 8-bit rounding of one row: s = max|w| / 127, w ← s · round(w / s), half to even.</summary>
internal static class Int8Rows
{
    public static void Symmetric(ReadOnlySpan<float> row, Span<float> destination)
    {
        var scale = TensorPrimitives.MaxMagnitude(row);
        scale = MathF.Abs(scale) / 127f;
        if (scale == 0)
        {
            destination.Clear();
            return;
        }

        TensorPrimitives.Multiply(row, 1 / scale, destination);
        TensorPrimitives.Round<float>(destination, destination);
        TensorPrimitives.Multiply(destination, scale, destination);
    }
}
