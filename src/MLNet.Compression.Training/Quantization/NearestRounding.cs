namespace MLNet.Compression.Training.Quantization;

internal sealed record NearestRounding : WeightRounding
{
    /// <inheritdoc/>
    public override string ToString() => "nearest";
}
