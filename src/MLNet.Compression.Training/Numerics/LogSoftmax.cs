namespace MLNet.Compression.Training.Numerics;

/// <summary>log softmax(z / T) of one row of logits, in double precision.</summary>
internal static class LogSoftmax
{
    /// <param name="logits">One row.</param>
    /// <param name="temperature">T.</param>
    /// <param name="destination">As long as <paramref name="logits"/>.</param>
    public static void Row(ReadOnlySpan<float> logits, double temperature, Span<double> destination)
    {
        var max = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            max = Math.Max(max, logit / temperature);
        }

        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            destination[i] = (logits[i] / temperature) - max;
            sum += Math.Exp(destination[i]);
        }

        var logSum = Math.Log(sum);
        for (var i = 0; i < logits.Length; i++)
        {
            destination[i] -= logSum;
        }
    }
}
