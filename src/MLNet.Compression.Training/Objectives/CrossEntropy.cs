using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Objectives;

/// <summary>−Σ q log softmax(z) of one row, where q = (1 − ε) · onehot + ε / C.</summary>
internal static class CrossEntropy
{
    /// <param name="logits">z.</param>
    /// <param name="label">The true class.</param>
    /// <param name="smoothing">ε.</param>
    /// <param name="gradient">Receives softmax(z) − q.</param>
    public static double Row(ReadOnlySpan<float> logits, int label, double smoothing, Span<double> gradient)
    {
        LogSoftmax.Row(logits, 1, gradient);
        var loss = 0.0;
        for (var c = 0; c < logits.Length; c++)
        {
            var target = (c == label ? 1 - smoothing : 0) + (smoothing / logits.Length);
            loss -= target * gradient[c];
            gradient[c] = Math.Exp(gradient[c]) - target;
        }

        return loss;
    }
}
