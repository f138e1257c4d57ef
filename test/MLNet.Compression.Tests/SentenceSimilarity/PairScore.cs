namespace MLNet.Compression.Tests.SentenceSimilarity;

/// <summary>What a prediction engine gives.</summary>
internal sealed class PairScore
{
    public float Score { get; set; }
}
