using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tasks;

/// <summary>Where the answer to a question starts and ends: two scores for each token.</summary>
internal sealed class AnswerTask : TextTask
{
    public override ObjectiveTerm TargetTerm(double smoothing)
    {
        RequireNoSmoothing(smoothing);
        return new AnswerLabels();
    }

    public override WeightedTerm TeacherTerm(TextModel teacher, double weight, double temperature) =>
        new(new SoftAnswers(temperature), weight * temperature * temperature, teacher);

    public override void RequireTargets(TextDataset data) => _ = data.Answers;
}
