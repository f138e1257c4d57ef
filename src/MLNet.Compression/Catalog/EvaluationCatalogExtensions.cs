using Microsoft.ML;
using MLNet.Compression.Evaluation;

namespace MLNet.Compression;

/// <summary>How near a model comes to its teacher, and how it stands attacks.</summary>
public static class EvaluationCatalogExtensions
{
    /// <summary>Compares what a classifier predicts with what its teacher predicts.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with the columns that both read; labels may be there.</param>
    /// <param name="student">A text model, or a fitted or loaded chain with one.</param>
    /// <param name="teacher">Any model with probabilities of the same classes, in any order.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <exception cref="ArgumentException">The student is no classifier of texts, or there are no rows.</exception>
    /// <exception cref="InvalidOperationException">The teacher has other classes, or scores that are no probabilities.</exception>
    public static LoyaltyMetrics EvaluateLoyalty(
        this MulticlassClassificationCatalog catalog, IDataView data, ITransformer student, ITransformer teacher, CancellationToken cancellationToken = default) =>
        EvaluateLoyalty(catalog, data, student, DistillationTeacher.Of(teacher), cancellationToken);

    /// <summary>Compares what a classifier predicts with what its teacher predicts, a model of another kind whose columns need a word.</summary>
    /// <inheritdoc cref="EvaluateLoyalty(MulticlassClassificationCatalog, IDataView, ITransformer, ITransformer, CancellationToken)"/>
    public static LoyaltyMetrics EvaluateLoyalty(
        this MulticlassClassificationCatalog catalog, IDataView data, ITransformer student, DistillationTeacher teacher, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Loyalty(data, student, teacher, cancellationToken).OfClasses();
    }

    /// <inheritdoc cref="EvaluateLoyalty(MulticlassClassificationCatalog, IDataView, ITransformer, ITransformer, CancellationToken)"/>
    public static LoyaltyMetrics EvaluateLoyalty(
        this BinaryClassificationCatalog catalog, IDataView data, ITransformer student, ITransformer teacher, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Loyalty(data, student, DistillationTeacher.Of(teacher), cancellationToken).OfClasses();
    }

    /// <summary>Compares the numbers that a model predicts with those of its teacher.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with the columns that both read.</param>
    /// <param name="student">A text model, or a fitted or loaded chain with one.</param>
    /// <param name="teacher">Any model with a number in its column "Score".</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <exception cref="ArgumentException">The student predicts classes, or there are no rows.</exception>
    public static RegressionLoyaltyMetrics EvaluateLoyalty(
        this RegressionCatalog catalog, IDataView data, ITransformer student, ITransformer teacher, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Loyalty(data, student, DistillationTeacher.Of(teacher), cancellationToken).OfNumbers();
    }

    /// <summary>Attacks a classifier: changes texts that it has right, until it errs.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with the columns that the text model reads, and with labels.</param>
    /// <param name="model">A text model, or a fitted or loaded chain with one.</param>
    /// <param name="attack">How texts are changed.</param>
    /// <param name="options">How many, on how many threads, and where results are kept; null for the defaults.</param>
    /// <exception cref="ArgumentException">The model is no classifier of texts, no row has a label, an option is out of range, or the file of results is of another run.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; what is finished is in the file of results, if one was named.</exception>
    public static RobustnessMetrics EvaluateRobustness(this MulticlassClassificationCatalog catalog, IDataView data, ITransformer model, TextAttack attack, RobustnessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Robustness(data, model, attack, options);
    }

    /// <inheritdoc cref="EvaluateRobustness(MulticlassClassificationCatalog, IDataView, ITransformer, TextAttack, RobustnessOptions)"/>
    public static RobustnessMetrics EvaluateRobustness(this BinaryClassificationCatalog catalog, IDataView data, ITransformer model, TextAttack attack, RobustnessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Robustness(data, model, attack, options);
    }

    private static RobustnessMetrics Robustness(IDataView data, ITransformer model, TextAttack attack, RobustnessOptions? options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(attack);
        return new RobustnessEvaluation(data, model, attack, options ?? new RobustnessOptions()).OfClasses();
    }

    private static LoyaltyEvaluation Loyalty(IDataView data, ITransformer student, DistillationTeacher teacher, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        return new LoyaltyEvaluation(data, student, teacher, cancellationToken);
    }
}
