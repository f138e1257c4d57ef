namespace MLNet.Compression.Reliability.Soaking;

/// <summary>What a prediction engine gives.</summary>
internal sealed class ScoredText
{
    public float[] Score { get; set; } = [];
}
