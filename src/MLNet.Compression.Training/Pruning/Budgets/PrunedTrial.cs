using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Pruning.Budgets;

/// <summary>A model as a pruning might leave it.</summary>
/// <param name="Model">The model, cut.</param>
/// <param name="Encode">Gives the form in which it is stored and scored.</param>
internal sealed record PrunedTrial(TextModel Model, Func<TextModel, CompressedModel> Encode)
{
    private readonly Lazy<CompressedModel> _encoded = new(() => Encode(Model));

    /// <summary>The same as it is stored and scored.</summary>
    public CompressedModel Encoded => _encoded.Value;

    /// <summary>A model in int8.</summary>
    public static CompressedModel Int8(TextModel model) => CompressedModelEncoder.Encode(model, ValueFormat.Int8);
}
