namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>What merging a pair of pieces is worth.</summary>
internal abstract class MergeScore
{
    /// <summary>Whether the score of a pair depends on how often its pieces occur by themselves.</summary>
    public virtual bool ReadsPieces => false;

    public static MergeScore Of(MergeRule rule) => rule switch
    {
        MergeRule.Frequency => new FrequencyScore(),
        MergeRule.Likelihood => new LikelihoodScore(),
        MergeRule.Association => new AssociationScore(),
        _ => throw new ArgumentException($"There is no merge rule {rule}.", nameof(rule)),
    };

    /// <summary>The score. As the number of all pieces falls it stays or falls.</summary>
    /// <param name="pair">How often the pair occurs.</param>
    /// <param name="left">How often its left piece does.</param>
    /// <param name="right">How often its right piece does.</param>
    /// <param name="isDouble">Whether left and right are one piece.</param>
    /// <param name="total">How many pieces there are.</param>
    public abstract double Of(long pair, long left, long right, bool isDouble, long total);
}
