using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>The settings of <see cref="AdamW"/>; its weight decay is 0.01 unless set.</summary>
internal sealed record AdamWOptions : AdamOptions
{
    public AdamWOptions() => WeightDecay = 0.01;

    /// <inheritdoc/>
    public override Optimizer Create(IReadOnlyList<Parameter> parameters, WorkerPool workers) => new AdamW(parameters, this, workers);
}
