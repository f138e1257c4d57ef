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

    public override WeightedTerm TeacherTerm(PredictionDivergence divergence, Teacher teacher, Schedule weight, Schedule temperature) =>
        divergence is PredictionDivergence.CrossEntropy or PredictionDivergence.KullbackLeibler
            ? new WeightedTerm(new SoftAnswers(temperature), DivergenceTerms.Scaled(weight, temperature), teacher)
            : throw new ArgumentException($"The places of answers are compared by {PredictionDivergence.CrossEntropy} alone, not by {divergence}.", nameof(divergence));

    public override void RequireTargets(TextDataset data) => _ = data.Answers;
}
