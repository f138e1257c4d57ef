using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Slicing;

namespace MLNet.Compression.Training.Pruning;

/// <summary>A model of which heads and neurons were cut out without training.</summary>
/// <param name="Model">The smaller model, in memory of its own.</param>
/// <param name="Kept">What is left of the model before.</param>
/// <param name="RemovedShare">The share of the layers' multiply-adds that went.</param>
internal sealed record QuicklyPruned(TextModel Model, ModelSlice Kept, double RemovedShare);
