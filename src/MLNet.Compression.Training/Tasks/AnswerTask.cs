using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;
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

    public override ValidationTally Tally(ValidationData data) => new AnswerTally();

    public override void WriteNoise(Tape tape, ModelOutputs outputs, ulong seed) => PredictionNoise.WriteAnswers(tape, outputs, seed);

    public override void RequireTargets(TextDataset data) => _ = data.Answers;

    /// <summary>Where there are none, from the token of the largest start score to that of the largest end score from there on.</summary>
    public override Targets Complete(Targets targets, ModelOutputs outputs)
    {
        if (targets is not NoTargets)
        {
            return new AnswerTargets(targets.Answers.ToArray());
        }

        var layout = outputs.Layouts[^1];
        return new AnswerTargets([.. Enumerable.Range(0, layout.SequenceCount).Select(Predict)]);

        AnswerSpan Predict(int sequence)
        {
            int[] tokens = [.. Enumerable.Range(0, layout.LengthOf(sequence))];
            var start = tokens.MaxBy(token => Score(sequence, token, end: 0));
            return new AnswerSpan(start, tokens.Skip(start).MaxBy(token => Score(sequence, token, end: 1)));
        }

        float Score(int sequence, int token, int end) => outputs.Logits!.Value.RowSpan(layout.StartOf(sequence) + token)[end];
    }
}
