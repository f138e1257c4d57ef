namespace MLNet.Compression.Training.Parametrizations;

/// <summary>The hard concrete distribution of gates in [0, 1] (Louizos et al. 2018): s = σ((log u − log(1 − u) + a)/β), z = clamp(s(ζ − γ) + γ, 0, 1).</summary>
/// <remarks>Both 0 and 1 have a probability above 0, and yet z has a gradient with respect to a, log α in the paper.</remarks>
internal sealed record HardConcrete
{
    /// <summary>β, the temperature.</summary>
    public double Beta { get; init; } = 2.0 / 3;

    /// <summary>γ, below 0.</summary>
    public double Gamma { get; init; } = -0.1;

    /// <summary>ζ, above 1.</summary>
    public double Zeta { get; init; } = 1.1;

    /// <summary>A random gate and its derivative with respect to a.</summary>
    /// <param name="logAlpha">a.</param>
    /// <param name="uniform">u in (0, 1).</param>
    public (double Gate, double Slope) Sample(double logAlpha, double uniform)
    {
        var s = Sigmoid((Math.Log(uniform) - Math.Log(1 - uniform) + logAlpha) / Beta);
        var stretched = Stretch(s);
        return (Math.Clamp(stretched, 0, 1), stretched is > 0 and < 1 ? (Zeta - Gamma) * s * (1 - s) / Beta : 0);
    }

    /// <summary>The gate outside training: clamp(σ(a)(ζ − γ) + γ, 0, 1) (eq. 13).</summary>
    public double Typical(double logAlpha) => Math.Clamp(Stretch(Sigmoid(logAlpha)), 0, 1);

    /// <summary>The probability that a gate is not 0, σ(a − β log(−γ/ζ)) (eq. 12), and its derivative.</summary>
    public (double Probability, double Slope) Open(double logAlpha)
    {
        var p = Sigmoid(logAlpha - (Beta * Math.Log(-Gamma / Zeta)));
        return (p, p * (1 - p));
    }

    private double Stretch(double s) => (s * (Zeta - Gamma)) + Gamma;

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
