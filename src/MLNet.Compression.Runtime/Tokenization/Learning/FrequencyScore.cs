namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>How often a pair occurs.</summary>
internal sealed class FrequencyScore : MergeScore
{
    public override double Of(long pair, long left, long right, bool isDouble, long total) => pair;
}
