namespace MLNet.Compression.Benchmarks.Rounding;

/// <summary>One way to round a model without training.</summary>
/// <param name="Layers">The number format of the layers' weights.</param>
/// <param name="Rounding">How weights become values of it.</param>
internal sealed record RoundingWay(QuantizationScheme Layers, WeightRounding Rounding)
{
    /// <summary>Embeddings and last layer in int8, so that what the layers lose is seen.</summary>
    public QuantizationEstimator.Options Options(CancellationToken stop) => new()
    {
        Plan = QuantizationPlan.Int8 with { Attention = Layers, FeedForward = Layers, Projection = Layers, Pooler = Layers },
        Rounding = Rounding,
        CancellationToken = stop,
    };
}
