using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>One of several classes for each token (Devlin et al. 2019, section 5.3): dropout, a linear layer.</summary>
internal sealed class TokenHead(BertShape shape, int labels) : TaskHead
{
    public override HeadKind Kind => HeadKind.Token;

    public override Linear Classifier { get; } = new("classifier", labels, shape.HiddenSize);

    /// <returns>[tokens x labels].</returns>
    public override Tensor Forward(Tape tape, Tensor hidden, AttentionLayout layout, DropoutRates dropout) =>
        Classifier.Forward(tape, DropoutOperation.Apply(tape, hidden, dropout.Hidden));
}
