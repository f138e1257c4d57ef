using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Token ids to the mean of the last states of each sequence's tokens, special ones included.</summary>
internal sealed class MeanEncoder(CompressedModel model) : ISequenceEncoder
{
    private readonly Encoder _encoder = new(model, allTokens: true);
    private readonly int _features = model.Shape.HiddenSize;

    /// <summary>The means [sequences x hidden size].</summary>
    /// <inheritdoc/>
    public LinearInput Forward(SequenceChunk chunk, Workspace workspace, InputFormat format)
    {
        var states = _encoder.States(chunk, workspace);
        var means = workspace.First(chunk.Sequences, _features);
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            MeanOfRows.Of(states.RowRange(chunk.Start(sequence), chunk.Length(sequence)), means.RowSpan(sequence));
        }

        return workspace.HiddenIntegers.Convert(means, format);
    }
}
