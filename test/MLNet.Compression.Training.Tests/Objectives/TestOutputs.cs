using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Outputs of a model that was never run.</summary>
internal static class TestOutputs
{
    public const int Layers = 4;

    public static ModelOutputs OfLogits(Tape tape, Tensor logits) => Of(tape, new AttentionLayout([0, 1], 1)).With(logits);

    /// <param name="tape">The pass.</param>
    /// <param name="layout">The sequences and heads of every layer.</param>
    /// <param name="embeddings">The normalised embeddings.</param>
    /// <param name="hiddenStates">(layer, states).</param>
    /// <param name="attentionScores">(layer, raw scores).</param>
    /// <param name="queryKeyValues">(layer, queries, keys and values).</param>
    public static ModelOutputs Of(
        Tape tape,
        AttentionLayout layout,
        Tensor? embeddings = null,
        (int Layer, Tensor Value)[]? hiddenStates = null,
        (int Layer, Tensor Value)[]? attentionScores = null,
        (int Layer, Tensor Value)[]? queryKeyValues = null) => new()
        {
            LayerCount = Layers,
            Embeddings = embeddings ?? tape.Allocate(1, 1),
            HiddenStates = ByLayer(hiddenStates),
            AttentionScores = ByLayer(attentionScores),
            QueryKeyValues = ByLayer(queryKeyValues),
            Layouts = [.. Enumerable.Repeat(layout, Layers)],
        };

    private static Tensor?[] ByLayer((int Layer, Tensor Value)[]? values)
    {
        var layers = new Tensor?[Layers];
        foreach (var (layer, value) in values ?? [])
        {
            layers[layer] = value;
        }

        return layers;
    }
}
