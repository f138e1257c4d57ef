using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>Answers to questions in texts.</summary>
internal sealed class AnswerComparison() : ComparedTask("squad")
{
    public override ComparedRows Read(MLContext ml, string folder, int rows)
    {
        var view = ml.Data.LoadFromEnumerable(SquadFile.Read(Path.Combine(folder, "xquad-en.json")));
        return new ComparedRows(ml.Data.LoadFromEnumerable(SpreadRows.Of(SquadFile.Read(Path.Combine(folder, "new-wiki.json")), rows)), view, model =>
        {
            var metrics = ml.MulticlassClassification.EvaluateAnswers(model.Transform(view), nameof(QuestionRow.Answers));
            return [new("exact match", metrics.ExactMatch), new("F1", metrics.F1)];
        });
    }

    public override IEstimator<TextModelTransformer> Teacher(MLContext ml, ComparisonSettings settings) => ml.MulticlassClassification.Trainers.QuestionAnswer(Configured(
        new QuestionAnswerTrainer.Options
        {
            TopK = 1,
        },
        settings,
        epochs: 3,
        learningRate: 1e-4));

    public override IReadOnlyList<TaskScore> Loyalty(MLContext ml, ComparedRows rows, ITransformer model, ITransformer teacher)
    {
        var loyalty = ml.MulticlassClassification.EvaluateAnswerLoyalty(rows.Test, model, teacher);
        return [new("same answer", loyalty.SameAnswers), new("F1 with teacher", loyalty.F1)];
    }

    protected override double? UnderAttack(MLContext ml, ComparedRows rows, ITransformer model, TextAttack attack, RobustnessOptions options) =>
        ml.MulticlassClassification.EvaluateAnswerRobustness(rows.Test, model, attack, options, answerColumnName: nameof(QuestionRow.Answers)).QualityUnderAttack.ExactMatch;
}
