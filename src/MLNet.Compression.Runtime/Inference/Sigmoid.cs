namespace MLNet.Compression.Runtime.Inference;

/// <summary>From the logit of something that is true or not to its probability.</summary>
internal static class Sigmoid
{
    /// <summary>In place: x = 1 / (1 + e^-x).</summary>
    /// <remarks>One by one, so that a probability has the same bits wherever in a batch it is.</remarks>
    public static void Forward(Span<float> x)
    {
        foreach (ref var value in x)
        {
            value = 1 / (1 + MathF.Exp(-value));
        }
    }
}
