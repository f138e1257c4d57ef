using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Tasks;

/// <summary>
/// Random vectors v with mean 0 and covariance diag(p) − p pᵀ, p = softmax(z): the Fisher information of a class drawn from p with respect to
/// the logits z. With the Jacobian J of the logits, E[(Jᵀ v)(Jᵀ v)ᵀ] is the Fisher information of the weights.
/// </summary>
/// <remarks>
/// v = √p ∘ ε − p (√p · ε) with independent signs ε, as Hutchinson (1989) probes a matrix. The slope of a class drawn from p has the same
/// covariance, but where the model is sure nearly all draws say nearly nothing.
/// </remarks>
internal static class SoftmaxNoise
{
    /// <param name="logits">z.</param>
    /// <param name="random">Gives the signs.</param>
    /// <param name="noise">Receives v; as long as <paramref name="logits"/>.</param>
    public static void Draw(ReadOnlySpan<float> logits, SeededRandom random, Span<double> noise)
    {
        LogSoftmax.Row(logits, temperature: 1, noise);
        var sum = 0.0;
        foreach (ref var value in noise)
        {
            value = SignOf(random) * Math.Exp(value / 2);
            sum += value;
        }

        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] -= noise[i] * noise[i] * sum;
        }
    }

    /// <summary>1 or −1.</summary>
    public static int SignOf(SeededRandom random) => (random.NextBits() & 1) == 0 ? 1 : -1;
}
