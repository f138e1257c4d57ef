namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>count(ab) / (count(a) count(b)): how much more often a pair occurs than its pieces would meet by chance.</summary>
internal sealed class AssociationScore : MergeScore
{
    public override bool ReadsPieces => true;

    public override double Of(long pair, long left, long right, bool isDouble, long total) => pair / ((double)left * right);
}
