namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>By how much a merge raises the logarithm of the texts' likelihood, Σ c log(c / N) over the pieces' counts c, which add up to N.</summary>
internal sealed class LikelihoodScore : MergeScore
{
    public override bool ReadsPieces => true;

    public override double Of(long pair, long left, long right, bool isDouble, long total)
    {
        var pieces = isDouble
            ? Entropy(left - (2 * pair)) - Entropy(left)
            : (Entropy(left - pair) - Entropy(left)) + (Entropy(right - pair) - Entropy(right));
        return Entropy(pair) + pieces + Entropy(total) - Entropy(total - pair);
    }

    // Pairs in "aaa" overlap, so there may be more of them than half of the pieces.
    private static double Entropy(long count) => count <= 0 ? 0 : count * Math.Log(count);
}
