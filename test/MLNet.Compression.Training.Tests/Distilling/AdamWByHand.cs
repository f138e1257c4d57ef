namespace MLNet.Compression.Training.Tests.Distilling;

/// <summary>AdamW in double precision, one weight at a time.</summary>
internal static class AdamWByHand
{
    /// <summary>A weight after the last of some gradients: m and v are means of g and g² that fade by 0.9 and 0.999, without bias.</summary>
    public static double Updated(double weight, double[] gradients, double learningRate, double weightDecay)
    {
        var (m, v) = (0.0, 0.0);
        foreach (var g in gradients)
        {
            (m, v) = ((0.9 * m) + (0.1 * g), (0.999 * v) + (0.001 * g * g));
        }

        var (mean, square) = (m / (1 - Math.Pow(0.9, gradients.Length)), v / (1 - Math.Pow(0.999, gradients.Length)));
        return (weight * (1 - (learningRate * weightDecay))) - (learningRate * mean / (Math.Sqrt(square) + 1e-8));
    }
}
