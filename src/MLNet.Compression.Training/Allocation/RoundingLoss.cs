using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Allocation;

/// <summary>What the predictions of a model change by when some of its weights are rounded.</summary>
internal abstract class RoundingLoss
{
    /// <summary>The change, a row.</summary>
    /// <param name="rounded">The matrices or tables that have a rounding on; no others have.</param>
    public abstract double Of(IReadOnlyList<Parameter> rounded);
}
