using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Evaluation;

/// <summary>Compares the answers that a student finds with those of its teacher.</summary>
internal static class AnswerLoyalty
{
    /// <exception cref="ArgumentException">The student finds no answers, or there are no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The teacher has no column of answers.</exception>
    public static AnswerLoyaltyMetrics Of(IDataView data, ITransformer student, ITransformer teacher, CancellationToken cancellationToken)
    {
        var compared = new ComparedRows(data, student, teacher, outcome => outcome is AnswerOutcome, "answers");
        var (own, other) = (AnswersOf(compared.Student, "student's answer", compared), AnswersOf(compared.Teacher, "teacher's answer", compared));
        var rows = new List<(string Own, string Other)>();
        foreach (var row in own.Zip(other))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add((row.First.FirstOrDefault(""), row.Second.FirstOrDefault("")));
        }

        if (rows.Count == 0)
        {
            throw ComparedRows.Empty();
        }

        var quality = AnswerQuality.Of(new AnswerPredictions([.. rows.Select(row => row.Own)], [.. rows.Select(row => new[] { row.Other })]));
        return new AnswerLoyaltyMetrics(rows.Count, quality.ExactMatch, quality.F1, DifferenceOf(compared));
    }

    private static IEnumerable<string[]> AnswersOf(ComparedModel model, string role, ComparedRows compared) =>
        AnswerEvaluation.Texts(model.Scored, role, model.Outcome is null ? compared.Student.PredictedLabel : model.PredictedLabel);

    private static double? DifferenceOf(ComparedRows compared) => compared.Teacher.Outcome is AnswerOutcome
        ? BestScores(compared.Student).Zip(BestScores(compared.Teacher), (own, other) => Math.Abs((double)own - other)).Average()
        : null;

    private static IEnumerable<float> BestScores(ComparedModel model) => model.Scored.GetColumn<float[]>(model.Score!).Select(scores => scores[0]);
}
