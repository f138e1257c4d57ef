namespace MLNet.Compression.Training.Objectives;

/// <summary>½ KL(t ‖ m) + ½ KL(s ‖ m), m = (s + t) / 2: bounded by log 2, and symmetric (Lin 1991).</summary>
/// <param name="temperature">T, positive; null for 1.</param>
internal sealed class JensenShannon(Schedule? temperature = null) : DivergenceTerm(temperature)
{
    /// <inheritdoc/>
    public override string Name => "JS";

    /// <inheritdoc/>
    protected override double Divergence(ReadOnlySpan<double> teacher, ReadOnlySpan<double> student, Span<double> slope)
    {
        var loss = 0.0;
        for (var c = 0; c < slope.Length; c++)
        {
            var (t, s) = (Math.Exp(teacher[c]), Math.Exp(student[c]));
            var logMiddle = LogOfMean(teacher[c], student[c]);
            slope[c] = 0.5 * s * (student[c] - logMiddle);
            loss += (0.5 * t * (teacher[c] - logMiddle)) + slope[c];
        }

        return loss;
    }

    /// <summary>log((eᵃ + eᵇ) / 2), without underflow.</summary>
    private static double LogOfMean(double a, double b)
    {
        var largest = Math.Max(a, b);
        return largest + Math.Log(0.5 * (Math.Exp(a - largest) + Math.Exp(b - largest)));
    }
}
