using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>From each sequence's first token, or in a static model its mean, to its outputs: pooler (if any), dropout, a linear layer.</summary>
internal abstract class SequenceHead : TaskHead
{
    private readonly PoolerKind _kind;
    private readonly bool _readsMeans;

    /// <param name="shape">The encoder's shape.</param>
    /// <param name="outputs">Outputs for each sequence.</param>
    protected SequenceHead(BertShape shape, int outputs)
    {
        (_kind, _readsMeans) = (shape.Pooler, shape.IsStatic);
        Pooler = shape.HasPooler ? new Linear("pooler.dense", shape.HiddenSize, shape.StateSize) : null;
        Classifier = new Linear("classifier", outputs, shape.HiddenSize);
    }

    public override Linear? Pooler { get; }

    public override Linear Classifier { get; }

    public override bool LooksAtTokens => false;

    /// <returns>What the linear layer reads [sequences x hidden size].</returns>
    public Tensor Pool(Tape tape, Tensor hidden, AttentionLayout layout)
    {
        var read = _readsMeans ? hidden : FirstTokenOperation.Apply(tape, hidden, layout);
        return Pooler is null ? read : Activate(tape, Pooler.Forward(tape, read));
    }

    /// <returns>[sequences x outputs].</returns>
    public override Tensor Forward(Tape tape, Tensor hidden, AttentionLayout layout, DropoutRates dropout) =>
        Classifier.Forward(tape, DropoutOperation.Apply(tape, Pool(tape, hidden, layout), dropout.Hidden));

    private Tensor Activate(Tape tape, Tensor pooled) => _kind == PoolerKind.Tanh
        ? TanhOperation.Apply(tape, pooled)
        : ActivationOperation.Apply(tape, pooled, ActivationFunction.Relu);
}
