namespace MLNet.Compression.Training.Tests.Models;

/// <summary>What a model in double precision gives for one sequence.</summary>
/// <param name="Embeddings">After their layer norm [tokens x hidden size].</param>
internal sealed record DoubleOutputs(double[] Embeddings)
{
    /// <summary>Of each layer [tokens x 3 · heads · head size].</summary>
    public List<double[]> QueryKeyValues { get; } = [];

    /// <summary>Of each layer [tokens x hidden size].</summary>
    public List<double[]> HiddenStates { get; } = [];
}
