using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Objectives;

/// <summary>−Σ softmax(z_t / T) · log softmax(z_s / T) (TinyBERT, eq. 10); TinyBERT's code divides it by the number of classes.</summary>
/// <param name="temperature">T, positive; null for 1.</param>
internal sealed class SoftLabels(Schedule? temperature = null) : DivergenceTerm(temperature)
{
    /// <inheritdoc/>
    public override string Name => "predictions";

    /// <inheritdoc/>
    protected override double Divergence(ReadOnlySpan<double> teacher, ReadOnlySpan<double> student, Span<double> slope)
    {
        TensorPrimitives.Exp(teacher, slope);
        TensorPrimitives.Negate(slope, slope);
        return TensorPrimitives.Dot(slope, student);
    }
}
