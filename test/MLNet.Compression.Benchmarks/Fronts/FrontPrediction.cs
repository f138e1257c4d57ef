namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>What a classifier predicts for a text.</summary>
internal sealed class FrontPrediction
{
    public string PredictedLabel { get; set; } = "";
}
