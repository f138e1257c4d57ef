namespace MLNet.Compression.Training.Objectives;

/// <summary>KL(s ‖ t) = Σ s log (s / t): the student may leave out what the teacher thinks possible, but not add to it.</summary>
/// <param name="temperature">T, positive; null for 1.</param>
internal sealed class ReverseKullbackLeibler(Schedule? temperature = null) : DivergenceTerm(temperature)
{
    /// <inheritdoc/>
    public override string Name => "reverse KL";

    /// <inheritdoc/>
    protected override double Divergence(ReadOnlySpan<double> teacher, ReadOnlySpan<double> student, Span<double> slope)
    {
        var loss = 0.0;
        for (var c = 0; c < slope.Length; c++)
        {
            var probability = Math.Exp(student[c]);
            var ratio = student[c] - teacher[c];
            loss += probability * ratio;
            slope[c] = probability * (ratio + 1);
        }

        return loss;
    }
}
