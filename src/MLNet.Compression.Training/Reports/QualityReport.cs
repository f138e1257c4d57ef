using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression;

/// <summary>How well a model does on rows that it was not trained on.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Accuracy">The share predicted right, 0 to 1, where words have tags that of the words, of several labels a text that of the rows with exactly the right ones; NaN for a regression, and of vectors.</param>
/// <param name="LabelLoyalty">The share of them for which the model predicts what its teacher predicts; null without a teacher, and for a regression.</param>
/// <param name="ProbabilityLoyalty">Mean of 1 − sqrt(Jensen-Shannon divergence in bits) from the teacher's probabilities; null likewise.</param>
public sealed record QualityReport(int Rows, double Accuracy, double? LabelLoyalty, double? ProbabilityLoyalty)
{
    /// <summary>How well a regression does; null for a classifier.</summary>
    public RegressionQuality? Regression { get; init; }

    /// <summary>How well a model finds named entities; null for one that does not tag words.</summary>
    public EntityQuality? Entities { get; init; }

    /// <summary>How well answers are found; null for other tasks. <see cref="Accuracy"/> is then the share that is exactly right.</summary>
    public AnswerQuality? Answers { get; init; }

    /// <summary>How well labels are found in texts that may have several; null for other tasks. <see cref="Accuracy"/> is then the share of exact matches.</summary>
    public MultiLabelQuality? MultiLabel { get; init; }

    /// <summary>How near vectors come to the teacher's; null for other tasks.</summary>
    public EmbeddingQuality? Embeddings { get; init; }

    /// <summary>The one share that a model of classes, tags, labels, answers or vectors is judged by.</summary>
    internal double MainShare => Entities?.F1 ?? MultiLabel?.MicroF1 ?? Embeddings?.Cosine ?? Accuracy;

    /// <summary>What <see cref="MainShare"/> is.</summary>
    internal string MainShareName => Entities is not null ? "entity F1" : MultiLabel is not null ? "micro F1" : Answers is not null ? "exact match" : Embeddings is not null ? "cosine" : "accuracy";

    /// <summary>Judges a classifier's predictions.</summary>
    /// <param name="probabilities">The model's probabilities.</param>
    /// <param name="labels">The true classes.</param>
    /// <param name="teacher">The teacher's probabilities for the same rows; null for none.</param>
    internal static QualityReport Of(ProbabilityTable probabilities, ReadOnlySpan<int> labels, ProbabilityTable? teacher)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return Of(new ClassificationPredictions(probabilities, labels, teacher), hasTeacher: teacher is not null);
    }

    /// <summary>Judges a classifier's predictions.</summary>
    /// <param name="predictions">Predictions with labels.</param>
    /// <param name="hasTeacher">Whether they come with a teacher's.</param>
    internal static QualityReport Of(ClassificationPredictions predictions, bool hasTeacher) => new(
        predictions.Labels.Length,
        new Accuracy().Evaluate(predictions),
        hasTeacher ? new LabelLoyalty().Evaluate(predictions) : null,
        hasTeacher ? new ProbabilityLoyalty().Evaluate(predictions) : null);

    /// <summary>Judges a regression's predictions.</summary>
    /// <param name="predicted">The model's numbers.</param>
    /// <param name="targets">The true numbers.</param>
    /// <param name="teacher">The teacher's numbers for the same rows; null for none.</param>
    public static QualityReport OfValues(ReadOnlySpan<float> predicted, ReadOnlySpan<float> targets, float[]? teacher) =>
        new(targets.Length, Accuracy: double.NaN, LabelLoyalty: null, ProbabilityLoyalty: null) { Regression = RegressionQuality.Of(predicted, targets, teacher) };

    /// <summary>The one or two figures that say most.</summary>
    public override string ToString() => Regression is { } regression
        ? FormattableString.Invariant($"Pearson {regression.Pearson:F4}, root mean squared error {regression.RootMeanSquaredError:F4}")
        : Entities is { } entities ? FormattableString.Invariant($"entity F1 {entities.F1:F4}, word accuracy {Accuracy:F4}")
        : Answers is { } answers ? FormattableString.Invariant($"exact match {answers.ExactMatch:F4}, F1 {answers.F1:F4}")
        : MultiLabel is { } labels ? FormattableString.Invariant($"micro F1 {labels.MicroF1:F4}, macro F1 {labels.MacroF1:F4}, exact match {labels.ExactMatch:F4}")
        : Embeddings?.ToString() ?? FormattableString.Invariant($"accuracy {Accuracy:F4}");
}
