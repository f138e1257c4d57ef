using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Layers;

/// <summary>Where the answer to a question starts and ends (Devlin et al. 2019, section 4.2): two scores for each token.</summary>
internal sealed class AnswerHead(BertShape shape) : TaskHead
{
    private const int StartAndEnd = 2;

    public override HeadKind Kind => HeadKind.QuestionAnswering;

    public override Linear Classifier { get; } = new("qa_outputs", StartAndEnd, shape.HiddenSize);

    /// <returns>[tokens x 2]: start, end.</returns>
    public override Tensor Forward(Tape tape, Tensor hidden, AttentionLayout layout, DropoutRates dropout) => Classifier.Forward(tape, hidden);
}
