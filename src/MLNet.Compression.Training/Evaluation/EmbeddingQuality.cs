namespace MLNet.Compression;

/// <summary>How near a model's vectors come to its teacher's.</summary>
/// <param name="Cosine">The mean cosine of both vectors of a text.</param>
/// <param name="SimilarityCorrelation">Spearman's correlation, over pairs of texts, of how alike their vectors are to either model; NaN where there are fewer than two pairs.</param>
public sealed record EmbeddingQuality(double Cosine, double SimilarityCorrelation)
{
    /// <summary>The figures in a line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"cosine {Cosine:F4}, Spearman of similarities {SimilarityCorrelation:F4}");
}
