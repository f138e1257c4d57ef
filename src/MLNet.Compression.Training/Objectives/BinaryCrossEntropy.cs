using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean over the C labels of one row of −q log σ(z / T) − (1 − q) log(1 − σ(z / T)).</summary>
internal static class BinaryCrossEntropy
{
    /// <param name="logits">z.</param>
    /// <param name="temperature">T.</param>
    /// <param name="gradient">Holds q, the probability that each label applies; receives (σ(z / T) − q) / (C T).</param>
    public static double Row(ReadOnlySpan<float> logits, double temperature, Span<double> gradient)
    {
        var loss = 0.0;
        for (var label = 0; label < logits.Length; label++)
        {
            var (z, q) = (logits[label] / temperature, gradient[label]);
            loss += Logistic.Softplus(z) - (q * z);
            gradient[label] = (Logistic.Sigmoid(z) - q) / (logits.Length * temperature);
        }

        return loss / logits.Length;
    }

    /// <summary>The same with the labels that apply.</summary>
    /// <param name="logits">z.</param>
    /// <param name="labels">The labels whose q is 1; that of the others is 0.</param>
    /// <param name="gradient">Receives the gradient.</param>
    public static double Row(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, Span<double> gradient)
    {
        gradient.Clear();
        foreach (var label in labels)
        {
            gradient[label] = 1;
        }

        return Row(logits, temperature: 1, gradient);
    }
}
