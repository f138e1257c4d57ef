using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>Draws a piece from the softmax of logits / temperature over the most probable pieces.</summary>
/// <param name="mayDraw">Which pieces can be drawn at all.</param>
/// <param name="most">How many of the most probable ones of these are drawn from.</param>
/// <param name="temperature">The temperature.</param>
internal sealed class PieceSampler(bool[] mayDraw, int most, double temperature)
{
    /// <summary>Draws a piece.</summary>
    /// <param name="logits">[vocabulary].</param>
    /// <param name="random">Gives one number.</param>
    public int Draw(ReadOnlySpan<float> logits, SeededRandom random)
    {
        var pieces = TopValues.Places(logits[..Math.Min(logits.Length, mayDraw.Length)], most, piece => mayDraw[piece]);
        Span<double> shares = new double[pieces.Length];
        var sum = 0.0;
        for (var i = 0; i < pieces.Length; i++)
        {
            shares[i] = Math.Exp((logits[pieces[i]] - (double)logits[pieces[0]]) / temperature);
            sum += shares[i];
        }

        var rest = random.NextDouble() * sum;
        var drawn = 0;
        while (drawn < pieces.Length - 1 && rest >= shares[drawn])
        {
            rest -= shares[drawn++];
        }

        return pieces[drawn];
    }
}
