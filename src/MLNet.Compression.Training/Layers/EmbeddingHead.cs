using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>A vector for each sequence: what the pooling gives, through a linear layer if there is one, and divided by its length if so wished. No dropout.</summary>
internal sealed class EmbeddingHead : SequenceHead
{
    private readonly bool _normalizes;

    /// <param name="shape">The encoder's shape, whose pooler says what is read.</param>
    /// <param name="dense">Outputs of the linear layer, with which narrow layers give wide vectors; null for none.</param>
    /// <param name="normalizes">Whether vectors have length 1.</param>
    public EmbeddingHead(BertShape shape, int? dense, bool normalizes)
        : base(shape, dense, "dense") => (_normalizes, Outputs) = (normalizes, dense ?? shape.HiddenSize);

    public override HeadKind Kind => _normalizes ? HeadKind.UnitEmbedding : HeadKind.Embedding;

    public override int Outputs { get; }

    /// <returns>The vectors [sequences x outputs].</returns>
    public override Tensor Forward(Tape tape, Tensor hidden, AttentionLayout layout, DropoutRates dropout)
    {
        var pooled = Pool(tape, hidden, layout);
        var vectors = Classifier?.Forward(tape, pooled) ?? pooled;
        return _normalizes ? UnitLengthOperation.Apply(tape, vectors) : vectors;
    }
}
