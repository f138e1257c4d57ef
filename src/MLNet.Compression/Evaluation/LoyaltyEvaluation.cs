using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Teachers;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Evaluation;

/// <summary>Asks a student and its teacher the same rows.</summary>
/// <param name="data">The rows.</param>
/// <param name="student">A text model, or a chain with one.</param>
/// <param name="teacher">The teacher.</param>
/// <param name="cancellationToken">Stops the scoring.</param>
internal sealed class LoyaltyEvaluation(IDataView data, ITransformer student, DistillationTeacher teacher, CancellationToken cancellationToken)
{
    // Read by several: from memory, so that all see the same rows.
    private readonly IDataView _rows = new MLContext().Data.Cache(data);
    private readonly Outcome _outcome = TransformerChains.TextModelOf(student).Outcome;

    /// <summary>Of classes.</summary>
    /// <exception cref="ArgumentException">The student is a regression, or there are no rows.</exception>
    public LoyaltyMetrics OfClasses()
    {
        var outcome = _outcome as IClassOutcome ?? throw ComparedRows.Misfit(_outcome, "class of a text");
        var (own, other) = (Softmax(LogitsOf(StudentPredictor())), Softmax(LogitsOf(TeacherPredictor())));
        var predictions = new ClassificationPredictions(own, new int[own.Rows], other);
        var labels = LabelsOf(outcome);
        return new LoyaltyMetrics(
            own.Rows, new LabelLoyalty().Evaluate(predictions), new ProbabilityLoyalty().Evaluate(predictions), AccuracyOf(own, labels), AccuracyOf(other, labels));
    }

    /// <summary>Of numbers.</summary>
    /// <exception cref="ArgumentException">The student predicts classes, or there are no rows.</exception>
    public RegressionLoyaltyMetrics OfNumbers()
    {
        if (_outcome is not (ValueOutcome or SimilarityOutcome))
        {
            throw ComparedRows.Misfit(_outcome, "number");
        }

        var (own, other) = (LogitsOf(StudentPredictor()), LogitsOf(TeacherPredictor()));
        var quality = RegressionQuality.Of(own, other, teacher: null);
        return new RegressionLoyaltyMetrics(own.Length, quality.Pearson, quality.Spearman, quality.RootMeanSquaredError);
    }

    private Predictor StudentPredictor() => new(student, DistillationTeacher.Of(student) with { ScoreColumnName = ScoresOf(_outcome) }, "The student");

    private Predictor TeacherPredictor() => teacher.TextModel is not null && teacher.Model is { } model
        ? new(model, teacher with { ScoreColumnName = ScoresOf(TransformerChains.TextModelOf(model).Outcome) }, "The teacher")
        : teacher.Fit(_rows, position: 0);

    private static string ScoresOf(Outcome outcome) => outcome.Columns.Probability ?? outcome.Columns.Score;

    private float[] LogitsOf(Predictor predictor) => predictor.LogitsOf(_rows, _outcome, cancellationToken) is { Length: > 0 } logits
        ? logits
        : throw ComparedRows.Empty();

    private ProbabilityTable Softmax(float[] logits) => ProbabilityTable.Softmax(logits, _outcome.Labels.Count);

    private IReadOnlyList<(int Row, int Label)> LabelsOf(IClassOutcome outcome) => _rows.Schema.GetColumnOrNull(outcome.Columns.Label) is null
        ? []
        : outcome.ReadLabeled(_rows, cancellationToken) is var texts ? [.. texts.Rows.Zip(texts.Labels)] : [];

    private static double? AccuracyOf(ProbabilityTable table, IReadOnlyList<(int Row, int Label)> labels) =>
        labels.Count == 0 ? null : labels.Average(each => table.MostProbable(each.Row) == each.Label ? 1.0 : 0);
}
