namespace MLNet.Compression.Benchmarks.Quantizing;

/// <summary>How a model comes to rounded weights.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Options">The options for a plan and a peak learning rate.</param>
internal sealed record QuantizationTraining(string Name, Func<QuantizationPlan, double, QuantizationEstimator.Options> Options)
{
    /// <summary>Whether the model learns meanwhile.</summary>
    public bool Trains { get; init; } = true;
}
