using MLNet.Compression.Training.Quantization.Clips;

namespace MLNet.Compression;

/// <summary>How the inputs of layers are rounded that multiply integers. Equal by value.</summary>
public abstract record ActivationScheme
{
    private protected ActivationScheme(string name) => Name = name;

    /// <summary>To 7 bits between the smallest and the largest value of each token, which are looked for while scoring: needs no data. What all schemes do by default.</summary>
    public static ActivationScheme PerToken { get; } = new PerTokenActivations();

    /// <summary>What tells it from all others, in messages too.</summary>
    internal string Name { get; }

    /// <summary>To a range that is the same for all tokens: found with texts, stored with the model, and in quantisation-aware training learnt with the weights (KDLSQ-BERT, Jin et al. 2021).</summary>
    /// <param name="bits">Bits of an input, 2 to 7, the most that the integer kernels take. Below 7, training is wanted.</param>
    /// <param name="calibration">How the range is chosen at first; null for <see cref="ClipCalibration.KullbackLeibler"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is out of range.</exception>
    public static ActivationScheme LearnedClip(int bits = LearnedClipActivations.MostBits, ClipCalibration? calibration = null) =>
        new LearnedClipActivations(bits, calibration ?? ClipCalibration.KullbackLeibler);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
