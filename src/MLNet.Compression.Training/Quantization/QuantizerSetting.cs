using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Loop;

namespace MLNet.Compression.Training.Quantization;

/// <summary>What a quantiser has to know beside the weights.</summary>
/// <param name="Environment">Seed, threads, cancellation.</param>
internal sealed record QuantizerSetting(TrainingEnvironment Environment)
{
    /// <summary>Whether zeros are removed weights, which stay zero.</summary>
    public bool KeepsZeros { get; init; }

    /// <summary>How often each row of a table is looked up; null where nobody knows.</summary>
    public IReadOnlyList<long>? RowCounts { get; init; }

    public WorkerPool Workers => Environment.Workers;

    /// <summary>The same for a weight, of which masks may remove some.</summary>
    public QuantizerSetting For(Parameter weight) => this with { KeepsZeros = weight.Parametrizations.Any(parametrization => parametrization.RemovesWeights) };
}
