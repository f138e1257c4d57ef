using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Layers;

/// <summary>Where the answer to a question starts and ends (Devlin et al. 2019, section 4.2): two scores for each token.</summary>
internal sealed class AnswerHead(BertShape shape) : TaskHead
{
    private const int StartAndEnd = 2;

    public override HeadKind Kind => HeadKind.QuestionAnswering;

    public override Linear Classifier { get; } = new("qa_outputs", StartAndEnd, shape.HiddenSize);

    /// <returns>[tokens x 2]: start, end.</returns>
    public override Tensor Forward(Tape tape, Tensor hidden, AttentionLayout layout, DropoutRates dropout) => Classifier.Forward(tape, hidden);

    public override ObjectiveTerm TargetTerm(double smoothing)
    {
        RequireNoSmoothing(smoothing);
        return new AnswerLabels();
    }

    public override WeightedTerm TeacherTerm(TextModel teacher, double weight, double temperature) =>
        new(new SoftAnswers(temperature), weight * temperature * temperature, teacher);

    public override void RequireTargets(TextDataset data) => _ = data.Answers;
}
