using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Objectives;

/// <summary>KL(t ‖ s) = Σ t log (t / s): the gradient of <see cref="SoftLabels"/>, but a value that is 0 where both agree.</summary>
/// <param name="temperature">T, positive; null for 1.</param>
internal sealed class KullbackLeibler(Schedule? temperature = null) : DivergenceTerm(temperature)
{
    /// <inheritdoc/>
    public override string Name => "KL";

    /// <inheritdoc/>
    protected override double Divergence(ReadOnlySpan<double> teacher, ReadOnlySpan<double> student, Span<double> slope)
    {
        TensorPrimitives.Exp(teacher, slope);
        TensorPrimitives.Negate(slope, slope);
        return TensorPrimitives.Dot(slope, student) - TensorPrimitives.Dot(slope, teacher);
    }
}
