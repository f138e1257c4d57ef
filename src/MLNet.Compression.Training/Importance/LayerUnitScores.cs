namespace MLNet.Compression.Training.Importance;

/// <summary>How much each unit within a layer is worth.</summary>
/// <param name="Heads">Of each attention head.</param>
/// <param name="MatchingFeatures">Of each feature of queries and keys, head by head.</param>
/// <param name="PassingFeatures">Of each feature of values, head by head.</param>
/// <param name="Neurons">Of each feed-forward neuron.</param>
internal sealed record LayerUnitScores(double[] Heads, double[] MatchingFeatures, double[] PassingFeatures, double[] Neurons);
