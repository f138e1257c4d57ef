using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Evaluation;

/// <summary>Compares the labels that a student gives texts with those of its teacher.</summary>
internal static class MultiLabelLoyalty
{
    private const int Sides = 2;

    /// <exception cref="ArgumentException">The student does not predict several labels a text, or there are no rows.</exception>
    public static MultiLabelLoyaltyMetrics Of(IDataView data, ITransformer student, ITransformer teacher, CancellationToken cancellationToken)
    {
        var compared = new ComparedRows(data, student, teacher, outcome => outcome is MultiLabelOutcome, "several labels a text");
        var (own, other) = (LabelsOf(compared.Student, "student's labels"), LabelsOf(compared.Teacher, "teacher's labels"));
        var rows = TagColumnPair.Read(compared.Teacher.Scored, other, compared.Student.Scored, own, cancellationToken);
        if (rows.Count == 0)
        {
            throw ComparedRows.Empty();
        }

        var metrics = MultiLabelEvaluation.Compare(rows, other, own);
        return new MultiLabelLoyaltyMetrics(metrics.Rows, metrics.ExactMatch, ProbabilitiesOf(compared), metrics.Precision, metrics.Recall, metrics.MicroF1, metrics.MacroF1, metrics.Labels);
    }

    private static TagColumn LabelsOf(ComparedModel model, string role) => MultiLabelEvaluation.ColumnOf(model.Scored, role, model.PredictedLabel);

    private static double? ProbabilitiesOf(ComparedRows compared)
    {
        if (compared.PlacesInTeacher is not { } places)
        {
            return null;
        }

        var own = compared.Student.Scored.GetColumn<float[]>(compared.Student.Score!).SelectMany(row => row);
        var other = compared.Teacher.Scored.GetColumn<float[]>(compared.Teacher.Score!).SelectMany(row => places.Select(place => row[place]));
        return new ProbabilityLoyalty().Evaluate(new ClassificationPredictions(BothSides(own), [], BothSides(other)));
    }

    /// <summary>That a label applies, and that it does not: a row each.</summary>
    private static ProbabilityTable BothSides(IEnumerable<float> probabilities) => new([.. probabilities.SelectMany(probability => new[] { 1 - probability, probability })], Sides);
}
