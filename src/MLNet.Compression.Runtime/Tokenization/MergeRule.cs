namespace MLNet.Compression;

/// <summary>Which pair of pieces <see cref="WordPieceTrainer"/> merges next.</summary>
public enum MergeRule
{
    /// <summary>The most frequent one: byte-pair encoding (Sennrich et al. 2016), as Hugging Face's <c>WordPieceTrainer</c> does.</summary>
    Frequency = 0,

    /// <summary>The one that raises the likelihood of the texts most, each piece being as probable as it is frequent: WordPiece (Schuster and Nakajima 2012).</summary>
    Likelihood = 1,

    /// <summary>
    /// The one with the largest count(ab) / (count(a) count(b)), as WordPiece is often described. Without the count as a factor it joins what is rare and always together
    /// first, so that many pieces are of little use.
    /// </summary>
    Association = 2,
}
