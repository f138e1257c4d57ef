using Microsoft.ML;
using MLNet.Compression.Evaluation;

namespace MLNet.Compression;

/// <summary>How well several labels a text are found, on <c>mlContext.MulticlassClassification</c>, whose own evaluator knows one class a row.</summary>
public static class MultiLabelEvaluationExtensions
{
    /// <summary>Measures rows whose labels a model has predicted.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with true and predicted labels, as Transform gives them. A row without labels is one to which none applies.</param>
    /// <param name="labelColumnName">The column of true labels: a vector of keys or texts, or with a named slot for each label.</param>
    /// <param name="predictedLabelColumnName">The column of predicted labels, likewise; labels are compared by name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or no vector of labels.</exception>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static MultiLabelMetrics EvaluateMultiLabel(
        this MulticlassClassificationCatalog catalog, IDataView data, string labelColumnName = "Label", string predictedLabelColumnName = "PredictedLabel")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        return MultiLabelEvaluation.Of(data, labelColumnName, predictedLabelColumnName);
    }

    /// <summary>Fits an estimator on all folds but one and measures it on that one, for each fold.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with true labels.</param>
    /// <param name="estimator">The estimator, or a chain.</param>
    /// <param name="numberOfFolds">Number of folds; at least 2.</param>
    /// <param name="labelColumnName">The column of true labels.</param>
    /// <param name="predictedLabelColumnName">The column of predicted labels.</param>
    /// <param name="samplingKeyColumnName">Rows with the same value in this column are in the same fold; null for none.</param>
    /// <param name="seed">The seed of the split; null for a random one.</param>
    /// <inheritdoc cref="EvaluateMultiLabel" path="/exception"/>
    public static IReadOnlyList<MultiLabelFold> CrossValidateMultiLabel(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = "Label",
        string predictedLabelColumnName = "PredictedLabel",
        string? samplingKeyColumnName = null,
        int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(estimator);
        return Folds.Run(data, estimator, numberOfFolds, samplingKeyColumnName, seed, (fold, model, scored) =>
            new MultiLabelFold(fold, model, MultiLabelEvaluation.Of(scored, labelColumnName, predictedLabelColumnName), scored));
    }

    /// <summary>Compares the labels that a model gives texts with those of its teacher, whatever is true.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with the columns that both read; labels are not needed.</param>
    /// <param name="student">A text model, or a fitted or loaded chain with one.</param>
    /// <param name="teacher">Any model that predicts several labels a text: a text model, or one with a column "PredictedLabel" of labels, which are compared by name.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <exception cref="ArgumentException">The student does not predict several labels a text, or there are no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The teacher has no column of labels.</exception>
    public static MultiLabelLoyaltyMetrics EvaluateMultiLabelLoyalty(
        this MulticlassClassificationCatalog catalog, IDataView data, ITransformer student, ITransformer teacher, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        return MultiLabelLoyalty.Of(data, student, teacher, cancellationToken);
    }

    /// <summary>Attacks a model of several labels a text: changes texts whose labels it has all right, until it errs.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with the columns that the text model reads, and with labels.</param>
    /// <param name="model">A text model, or a fitted or loaded chain with one.</param>
    /// <param name="attack">How texts are changed.</param>
    /// <param name="options">How many, on how many threads, and where results are kept; null for the defaults.</param>
    /// <exception cref="ArgumentException">The model does not predict several labels a text, no row has a label, an option is out of range, or the file of results is of another run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; what is finished is in the file of results, if one was named.</exception>
    public static RobustnessMetrics<MultiLabelQuality> EvaluateMultiLabelRobustness(
        this MulticlassClassificationCatalog catalog, IDataView data, ITransformer model, TextAttack attack, RobustnessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(attack);
        return new RobustnessEvaluation(data, model, attack, options ?? new RobustnessOptions()).OfLabelSets();
    }
}
