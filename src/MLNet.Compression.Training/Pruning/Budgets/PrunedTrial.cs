using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Pruning.Budgets;

/// <summary>A model as a pruning might leave it.</summary>
/// <param name="Model">The model, cut.</param>
internal sealed record PrunedTrial(TextModel Model)
{
    private readonly Lazy<CompressedModel> _encoded = new(() => CompressedModelEncoder.Encode(Model, ValueFormat.Int8));

    /// <summary>The same in int8.</summary>
    public CompressedModel Encoded => _encoded.Value;
}
