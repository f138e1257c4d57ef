using System.Numerics.Tensors;
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
        var share = smoothing / logits.Length;
        var loss = -(1 - smoothing) * gradient[label];
        if (share > 0)
        {
            loss -= share * TensorPrimitives.Sum<double>(gradient);
        }

        TensorPrimitives.Exp(gradient, gradient);
        TensorPrimitives.Subtract(gradient, share, gradient);
        gradient[label] -= 1 - smoothing;
        return loss;
    }
}
