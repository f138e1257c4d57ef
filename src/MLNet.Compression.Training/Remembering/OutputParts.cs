using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Remembering;

/// <summary>The tensors that a teacher is asked for, each as the piece that belongs to one sequence.</summary>
internal static class OutputParts
{
    /// <summary>The pieces of a sequence, in a fixed order.</summary>
    /// <param name="outputs">A model's outputs.</param>
    /// <param name="needs">What was asked for.</param>
    /// <param name="sequence">The sequence.</param>
    public static IEnumerable<OutputPiece> Of(ModelOutputs outputs, OutputNeeds needs, int sequence)
    {
        var layout = outputs.Layouts[^1];
        if (needs.Logits)
        {
            yield return outputs.Logits!.Rows == layout.SequenceCount
                ? new OutputPiece(outputs.Logits, (long)sequence * outputs.Logits.Columns, outputs.Logits.Columns, IsExact: true)
                : Rows(outputs.Logits, layout, sequence) with { IsExact = true };
        }

        if (needs.Embeddings)
        {
            yield return Rows(outputs.Embeddings!, layout, sequence);
        }

        foreach (var states in needs.HiddenStates.Order().Select(layer => outputs.HiddenStates[layer]!).Concat(needs.QueryKeyValues.Order().Select(layer => outputs.QueryKeyValues[layer]!)))
        {
            yield return Rows(states, layout, sequence);
        }

        foreach (var layer in needs.AttentionScores.Order())
        {
            var own = outputs.Layouts[layer];
            yield return new OutputPiece(outputs.AttentionScores[layer]!, own.OffsetOf(sequence, 0), own.CountOf(sequence), IsExact: false);
        }
    }

    private static OutputPiece Rows(Tensor tensor, AttentionLayout layout, int sequence) =>
        new(tensor, (long)layout.StartOf(sequence) * tensor.Columns, (long)layout.LengthOf(sequence) * tensor.Columns, IsExact: false);
}
