using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Objectives;

/// <summary>The expected number of gates that are not 0: Σ σ(log α − β log(−γ/ζ)) (Louizos et al. 2018, eq. 12).</summary>
/// <param name="gates">The gates.</param>
internal sealed class OpenGates(IReadOnlyList<HardConcreteGates> gates) : ObjectiveTerm
{
    /// <inheritdoc/>
    public override string Name => "open gates";

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var sum = 0.0;
        foreach (var layer in gates)
        {
            layer.LogAlpha.AddableGradient(context.Buffers);
            var gradient = layer.LogAlpha.GradientSpan;
            for (var gate = 0; gate < gradient.Length; gate++)
            {
                var (probability, slope) = layer.Distribution.Open(layer.LogAlpha.ValueSpan[gate]);
                sum += probability;
                gradient[gate] += (float)(weight * slope);
            }
        }

        return sum;
    }
}
