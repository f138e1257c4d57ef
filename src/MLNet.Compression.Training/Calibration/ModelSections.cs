using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Calibration;

/// <summary>A model as sections: embeddings, the two halves of each layer, head.</summary>
/// <remarks>Where the head reads first tokens alone, so does the last feed-forward network, as its outputs for others count for nothing.</remarks>
internal static class ModelSections
{
    /// <summary>In order of use.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<ModelSection> Of(TextModel model)
    {
        var (layers, projection) = (model.Encoder.Layers, model.Encoder.Embeddings.Projection);
        return
        [
            new(projection is null ? [] : [projection], (tape, batch, _) => Embed(tape, batch, model)),
            .. layers.SelectMany((layer, index) => HalvesOf(layer, isLast: index == layers.Count - 1 && !model.Head.ReadsAllTokens)),
            new([.. model.Head.Linears], (tape, batch, states) => model.Head.Forward(tape, states!, LayoutOf(batch, states!), DropoutRates.None)),
        ];
    }

    private static Tensor Embed(Tape tape, TokenBatch batch, TextModel model) => model.Shape.IsStatic
        ? model.Encoder.Forward(tape, batch, DropoutRates.None, OutputNeeds.OnlyLogits).Last
        : model.Encoder.Embeddings.Forward(tape, batch, DropoutRates.None).Output;

    private static IEnumerable<ModelSection> HalvesOf(BertLayer layer, bool isLast) =>
    [
        new([.. layer.Matrices.Intersect([layer.QueryKeyValue, layer.AttentionOutput])], (tape, batch, states) => Attend(tape, batch, states!, layer, isLast)),
        new([.. layer.Matrices.Intersect([layer.Intermediate, layer.Output])], (tape, _, states) => layer.FeedForward.Forward(tape, states!, DropoutRates.None)),
    ];

    private static Tensor Attend(Tape tape, TokenBatch batch, Tensor states, BertLayer layer, bool leavesFirstTokens)
    {
        var layout = new AttentionLayouts(batch).Of(layer.Heads);
        var attended = layer.Attention.Forward(tape, states, layout, DropoutRates.None, wantScores: false, wantQueryKeyValue: false).Hidden;
        return leavesFirstTokens ? FirstTokenOperation.Apply(tape, attended, layout) : attended;
    }

    /// <summary>The sequences as they are where all their states are there, else of one state each.</summary>
    private static AttentionLayout LayoutOf(TokenBatch batch, Tensor states) =>
        new(states.Rows == batch.TokenCount ? batch.SequenceStarts : [.. Enumerable.Range(0, states.Rows + 1)], heads: 0);
}
