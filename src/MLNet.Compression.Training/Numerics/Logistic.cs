namespace MLNet.Compression.Training.Numerics;

/// <summary>Functions of the logit z of something that is true or not.</summary>
internal static class Logistic
{
    /// <summary>Its probability σ(z) = 1 / (1 + e⁻ᶻ).</summary>
    public static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>log(1 + eᶻ) = −log(1 − σ(z)).</summary>
    public static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    /// <summary>The standard deviation of what is 1 with probability σ(z), else 0: √(σ(z) (1 − σ(z))).</summary>
    public static double Deviation(double z) => 0.5 / Math.Cosh(z / 2);
}
