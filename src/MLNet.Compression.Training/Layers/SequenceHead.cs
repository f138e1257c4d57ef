using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>From each sequence's first token, or its mean, to its outputs: pooler (if any), dropout, a linear layer (if any).</summary>
internal abstract class SequenceHead : TaskHead
{
    private readonly PoolerKind _kind;
    private readonly bool _isStatic;

    /// <param name="shape">The encoder's shape.</param>
    /// <param name="outputs">Outputs of the linear layer; null for none.</param>
    /// <param name="name">Its name.</param>
    protected SequenceHead(BertShape shape, int? outputs, string name = "classifier")
    {
        (_kind, _isStatic, ReadsAllTokens) = (shape.Pooler, shape.IsStatic, shape.ReadsMeanOfStates);
        Pooler = shape.HasPooler ? new Linear("pooler.dense", shape.HiddenSize, shape.StateSize) : null;
        Classifier = outputs is { } count ? new Linear(name, count, shape.HiddenSize) : null;
    }

    public override Linear? Pooler { get; }

    public override Linear? Classifier { get; }

    public override bool LooksAtTokens => false;

    public override bool ReadsAllTokens { get; }

    /// <returns>What the linear layer reads [sequences x hidden size].</returns>
    public Tensor Pool(Tape tape, Tensor hidden, AttentionLayout layout)
    {
        var read = _isStatic ? hidden
            : ReadsAllTokens ? SequenceMeanOperation.Apply(tape, hidden, layout)
            : FirstTokenOperation.Apply(tape, hidden, layout);
        return Pooler is null ? read : Activate(tape, Pooler.Forward(tape, read));
    }

    /// <returns>[sequences x outputs].</returns>
    public override Tensor Forward(Tape tape, Tensor hidden, AttentionLayout layout, DropoutRates dropout) =>
        Classifier!.Forward(tape, DropoutOperation.Apply(tape, Pool(tape, hidden, layout), dropout.Hidden));

    private Tensor Activate(Tape tape, Tensor pooled) => _kind == PoolerKind.Tanh
        ? TanhOperation.Apply(tape, pooled)
        : ActivationOperation.Apply(tape, pooled, ActivationFunction.Relu);
}
