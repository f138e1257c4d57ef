using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Numerics;

/// <summary>log softmax(z / T) of one row of logits, in double precision.</summary>
internal static class LogSoftmax
{
    private const int ChunkLength = 512;

    /// <param name="logits">One row.</param>
    /// <param name="temperature">T.</param>
    /// <param name="destination">As long as <paramref name="logits"/>.</param>
    public static void Row(ReadOnlySpan<float> logits, double temperature, Span<double> destination)
    {
        TensorPrimitives.ConvertTruncating(logits, destination);
        TensorPrimitives.Divide(destination, temperature, destination);
        TensorPrimitives.Subtract(destination, TensorPrimitives.Max<double>(destination), destination);
        TensorPrimitives.Subtract(destination, Math.Log(SumOfExponentials(destination)), destination);
    }

    /// <summary>Σ eˣ, chunk by chunk, so that eˣ stays in the cache.</summary>
    private static double SumOfExponentials(ReadOnlySpan<double> x)
    {
        Span<double> chunk = stackalloc double[Math.Min(ChunkLength, x.Length)];
        var sum = 0.0;
        for (var start = 0; start < x.Length; start += ChunkLength)
        {
            var part = x.Slice(start, Math.Min(ChunkLength, x.Length - start));
            TensorPrimitives.Exp(part, chunk);
            sum += TensorPrimitives.Sum<double>(chunk[..part.Length]);
        }

        return sum;
    }
}
