using MLNet.Compression.Runtime.Models.Checkpoints;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Trainable models of Model2Vec folders.</summary>
internal static partial class TextModelFactory
{
    /// <summary>A folder's vectors with a new classifier right on their mean.</summary>
    /// <param name="checkpoint">The folder.</param>
    /// <param name="labels">The class names; at least two, or none where the outputs are no classes.</param>
    /// <param name="maxTokens">The longest sequence; longer texts are cut.</param>
    /// <param name="seed">The seed of the classifier.</param>
    /// <param name="head">What the model computes.</param>
    /// <exception cref="ArgumentException">The head reads each token.</exception>
    public static TextModel Create(StaticCheckpoint checkpoint, IReadOnlyList<string> labels, int maxTokens, int seed, HeadKind head = HeadKind.Sequence)
    {
        var model = CreateRandom(checkpoint.Shape with { MaxPositions = maxTokens }, checkpoint.Tokenizer, labels, maxTokens, seed, head);
        checkpoint.Vectors.CopyTo(model.Encoder.Embeddings.Words.ValueSpan);
        model.NewTensors = [.. model.Head.Parameters.Select(parameter => parameter.Name)];
        model.IsUntrained = false;
        return model;
    }
}
