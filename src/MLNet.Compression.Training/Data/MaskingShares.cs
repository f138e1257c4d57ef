namespace MLNet.Compression.Training.Data;

/// <summary>How much masked language modelling hides, and how (Devlin et al. 2019, section 3.1 and appendix A.1).</summary>
/// <param name="Chosen">The share of a sequence's tokens that are to be predicted, special ones apart.</param>
/// <param name="Masked">The share of those that [MASK] takes the place of.</param>
/// <param name="Random">The share of those that a random piece takes the place of; the rest stays as it is.</param>
internal sealed record MaskingShares(double Chosen = 0.15, double Masked = 0.8, double Random = 0.1);
