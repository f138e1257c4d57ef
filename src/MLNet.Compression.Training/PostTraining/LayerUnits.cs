namespace MLNet.Compression.Training.PostTraining;

/// <summary>The units of a layer that are kept, ascending.</summary>
/// <param name="Heads">Attention heads.</param>
/// <param name="Neurons">Feed-forward neurons.</param>
internal sealed record LayerUnits(int[] Heads, int[] Neurons);
