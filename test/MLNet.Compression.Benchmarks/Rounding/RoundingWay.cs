namespace MLNet.Compression.Benchmarks.Rounding;

/// <summary>One way to round a model without training.</summary>
/// <param name="Layers">The number format of the layers' weights.</param>
/// <param name="Embeddings">That of the embeddings.</param>
/// <param name="Rounding">How weights become values of it.</param>
internal sealed record RoundingWay(QuantizationScheme Layers, QuantizationScheme Embeddings, WeightRounding Rounding)
{
    /// <summary>The last layer is int8.</summary>
    public QuantizationEstimator.Options Options(CancellationToken stop) => new()
    {
        Plan = QuantizationPlan.Of(Layers, Embeddings),
        Rounding = Rounding,
        CancellationToken = stop,
    };
}
