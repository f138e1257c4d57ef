using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>From each sequence's first token to its logits: pooler (if any), dropout, classifier.</summary>
internal sealed class ClassificationHead
{
    private readonly PoolerKind _kind;

    /// <param name="shape">The encoder's shape.</param>
    /// <param name="labels">Number of logits.</param>
    public ClassificationHead(BertShape shape, int labels)
    {
        _kind = shape.Pooler;
        Pooler = _kind == PoolerKind.None ? null : new Linear("pooler.dense", shape.HiddenSize, shape.HiddenSize);
        Classifier = new Linear("classifier", labels, shape.HiddenSize);
    }

    public Linear? Pooler { get; }

    public Linear Classifier { get; }

    public IEnumerable<Parameter> Parameters => [.. Pooler?.Parameters ?? [], .. Classifier.Parameters];

    /// <param name="tape">The pass.</param>
    /// <param name="hidden">The encoder's output [tokens x hidden size].</param>
    /// <param name="layout">The sequences.</param>
    /// <param name="dropout">The rates.</param>
    /// <returns>[sequences x labels].</returns>
    public Tensor Forward(Tape tape, Tensor hidden, AttentionLayout layout, DropoutRates dropout)
    {
        var first = FirstTokenOperation.Apply(tape, hidden, layout);
        var pooled = Pooler is null ? first : Activate(tape, Pooler.Forward(tape, first));
        return Classifier.Forward(tape, DropoutOperation.Apply(tape, pooled, dropout.Hidden));
    }

    private Tensor Activate(Tape tape, Tensor pooled) => _kind == PoolerKind.Tanh
        ? TanhOperation.Apply(tape, pooled)
        : ActivationOperation.Apply(tape, pooled, ActivationFunction.Relu);
}
