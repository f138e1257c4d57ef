namespace MLNet.Compression.Training.Importance;

/// <summary>How much each unit of a model is worth, not negative: only the order within one list says something.</summary>
/// <param name="Embedding">Of each feature of the embedding tables.</param>
/// <param name="Hidden">Of each feature of the layers' inputs and outputs.</param>
/// <param name="Layers">The units within each layer, in order of use; layers that share weights have the same.</param>
internal sealed record UnitScores(double[] Embedding, double[] Hidden, IReadOnlyList<LayerUnitScores> Layers);
