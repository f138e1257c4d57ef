using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>Plain ways to round a matrix, row by row: only speed and size are measured.</summary>
internal static class WeightRounding
{
    /// <summary>Integers from −8 to 7 times a step for each row.</summary>
    public static ValueFormat ToFourBits(float[] weights, int rows)
    {
        var (steps, columns) = (new float[rows], weights.Length / rows);
        for (var row = 0; row < rows; row++)
        {
            var values = weights.AsSpan(row * columns, columns);
            var step = steps[row] = Math.Abs(TensorPrimitives.MaxMagnitude<float>(values)) / 7;
            foreach (ref var value in values)
            {
                value = step == 0 ? 0 : step * Math.Clamp(MathF.Round(value / step), -8, 7);
            }
        }

        return ValueFormat.Integers(4, signed: true, steps);
    }

    /// <summary>Integers from −8 to 7 times an fp16 step for each group of neighbouring inputs of a row.</summary>
    public static ValueFormat ToFourBitsInGroups(float[] weights, int rows, int size)
    {
        var (steps, columns) = (new List<float>(), weights.Length / rows);
        for (var start = 0; start < weights.Length; start += columns)
        {
            for (var column = 0; column < columns; column += size)
            {
                var values = weights.AsSpan(start + column, Math.Min(size, columns - column));
                var step = (float)(Half)(Math.Abs(TensorPrimitives.MaxMagnitude<float>(values)) / 7);
                steps.Add(step);
                foreach (ref var value in values)
                {
                    value = step == 0 ? 0 : step * Math.Clamp(MathF.Round(value / step), -8, 7);
                }
            }
        }

        return ValueFormat.IntegersInGroups(4, size, [.. steps]);
    }

    /// <summary>−1, 0 or 1 times the mean of the magnitudes above 0.7 of the mean magnitude, one for each row (Li and Liu 2016).</summary>
    public static ValueFormat ToTernary(float[] weights, int rows)
    {
        var columns = weights.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            var values = weights.AsSpan(row * columns, columns);
            var threshold = 0.7f * TensorPrimitives.SumOfMagnitudes<float>(values) / Math.Max(1, columns - values.Count(0f));
            var (sum, count) = (0f, 0);
            foreach (var value in values)
            {
                (sum, count) = Math.Abs(value) > threshold ? (sum + Math.Abs(value), count + 1) : (sum, count);
            }

            foreach (ref var value in values)
            {
                value = Math.Abs(value) > threshold ? MathF.CopySign(sum / count, value) : 0;
            }
        }

        return ValueFormat.Ternary(scalePerRow: true);
    }
}
