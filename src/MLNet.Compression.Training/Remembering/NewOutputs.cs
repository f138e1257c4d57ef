using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Remembering;

/// <summary>Room for what a model would give.</summary>
internal static class NewOutputs
{
    /// <summary>Tensors of the shapes that a forward pass gives; their content is undefined.</summary>
    /// <param name="tape">Owns them.</param>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The batch.</param>
    /// <param name="needs">What would be asked for.</param>
    public static ModelOutputs Allocate(Tape tape, TextModel model, TokenBatch tokens, OutputNeeds needs)
    {
        var shape = model.Shape;
        var layouts = new AttentionLayouts(tokens).OfLayers(shape);
        var outputs = new ModelOutputs
        {
            LayerCount = shape.Layers.Length,
            Embeddings = needs.Embeddings ? tape.Allocate(tokens.TokenCount, shape.EmbeddingSize) : null,
            HiddenStates = Each(layer => needs.HiddenStates.Contains(layer), _ => tape.Allocate(tokens.TokenCount, shape.HiddenSize)),
            AttentionScores = Each(layer => needs.AttentionScores.Contains(layer), layer => tape.Allocate(1, checked((int)layouts[layer].Count))),
            QueryKeyValues = Each(layer => needs.QueryKeyValues.Contains(layer), layer => tape.Allocate(tokens.TokenCount, 3 * shape.Layers[layer].AttentionSize)),
            Layouts = layouts,
        };
        return needs.Logits
            ? outputs.With(tape.Allocate(model.Head.LooksAtTokens ? tokens.TokenCount : tokens.SequenceCount, model.Head.Outputs))
            : outputs;

        Tensor?[] Each(Func<int, bool> isNeeded, Func<int, Tensor> make) =>
            [.. Enumerable.Range(0, shape.Layers.Length).Select(layer => isNeeded(layer) ? make(layer) : null)];
    }
}
