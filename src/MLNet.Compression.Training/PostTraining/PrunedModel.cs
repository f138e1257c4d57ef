using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>A model whose removed units have weights of zero.</summary>
/// <param name="Model">The model, of the same shape as before.</param>
/// <param name="Kept">For each layer the units that are kept.</param>
/// <param name="RemovedShare">The share of the layers' multiply-adds that the removed units made up.</param>
internal sealed record PrunedModel(TextModel Model, IReadOnlyList<LayerUnits> Kept, double RemovedShare);
