namespace MLNet.Compression;

/// <summary>How near an embedding model comes to its teacher.</summary>
/// <param name="Rows">The texts that both were given.</param>
/// <param name="Cosine">The mean cosine of both vectors of a text; null where they have other dimensions.</param>
/// <param name="SimilarityCorrelation">Spearman's correlation, over pairs of texts, of how alike their vectors are to either model: 1 where both rank all pairs alike. All pairs of up to 1,000 texts, of more a seeded choice with as many pairs of each; NaN where there are fewer than two pairs.</param>
public sealed record EmbeddingLoyaltyMetrics(int Rows, double? Cosine, double SimilarityCorrelation)
{
    /// <summary>The figures in a line.</summary>
    public override string ToString()
    {
        var similarities = FormattableString.Invariant($"Spearman of similarities {SimilarityCorrelation:F4}");
        return Cosine is null ? similarities : FormattableString.Invariant($"cosine {Cosine:F4}, {similarities}");
    }
}
