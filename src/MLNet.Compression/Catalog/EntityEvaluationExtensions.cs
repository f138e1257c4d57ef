using Microsoft.ML;
using MLNet.Compression.Evaluation;

namespace MLNet.Compression;

/// <summary>How well named entities are found, on <c>mlContext.MulticlassClassification</c>, whose own evaluator knows one class a row.</summary>
public static class EntityEvaluationExtensions
{
    /// <summary>Measures rows that a model has tagged.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with true and predicted tags, as Transform gives them. Words and rows without a label don't count.</param>
    /// <param name="labelColumnName">The column of true tags: a vector of keys or texts.</param>
    /// <param name="predictedLabelColumnName">The column of predicted tags, likewise; tags are compared by name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or no vector of tags.</exception>
    /// <exception cref="ArgumentException">No word has a label.</exception>
    /// <exception cref="InvalidOperationException">A row has another number of predicted tags than of labels.</exception>
    public static NamedEntityMetrics EvaluateNamedEntities(
        this MulticlassClassificationCatalog catalog, IDataView data, string labelColumnName = "Label", string predictedLabelColumnName = "PredictedLabel")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        return NamedEntityEvaluation.Of(data, labelColumnName, predictedLabelColumnName);
    }

    /// <summary>Fits an estimator on all folds but one and measures it on that one, for each fold.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with true tags.</param>
    /// <param name="estimator">The estimator, or a chain.</param>
    /// <param name="numberOfFolds">Number of folds; at least 2.</param>
    /// <param name="labelColumnName">The column of true tags.</param>
    /// <param name="predictedLabelColumnName">The column of predicted tags.</param>
    /// <param name="samplingKeyColumnName">Rows with the same value in this column are in the same fold; null for none.</param>
    /// <param name="seed">The seed of the split; null for a random one.</param>
    /// <inheritdoc cref="EvaluateNamedEntities" path="/exception"/>
    public static IReadOnlyList<NamedEntityFold> CrossValidateNamedEntities(
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
            new NamedEntityFold(fold, model, NamedEntityEvaluation.Of(scored, labelColumnName, predictedLabelColumnName), scored));
    }

    /// <summary>Compares the tags that a model gives words with those of its teacher, whatever is true.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with the columns that both read; labels are not needed.</param>
    /// <param name="student">A text model, or a fitted or loaded chain with one.</param>
    /// <param name="teacher">Any model that tags the same words: a text model, or one with a column "PredictedLabel" of tags, which are compared by name.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <exception cref="ArgumentException">The student does not tag words, or there are no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The teacher has no column of tags.</exception>
    /// <exception cref="InvalidOperationException">Both don't tag the same words.</exception>
    public static NamedEntityLoyaltyMetrics EvaluateNamedEntityLoyalty(
        this MulticlassClassificationCatalog catalog, IDataView data, ITransformer student, ITransformer teacher, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        return NamedEntityLoyalty.Of(data, student, teacher, cancellationToken);
    }

    /// <summary>Attacks a tagger of words: changes words outside of entities, until F1 of the entities of a text falls.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with the columns that the text model reads, and with labels of the words.</param>
    /// <param name="model">A text model, or a fitted or loaded chain with one.</param>
    /// <param name="attack">How texts are changed.</param>
    /// <param name="options">How many, on how many threads, and where results are kept; null for the defaults.</param>
    /// <exception cref="ArgumentException">The model does not tag words, a tag's name has a space in it, no row has a label, an option is out of range, or the file of results is of another run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; what is finished is in the file of results, if one was named.</exception>
    public static RobustnessMetrics<EntityQuality> EvaluateNamedEntityRobustness(
        this MulticlassClassificationCatalog catalog, IDataView data, ITransformer model, TextAttack attack, RobustnessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(attack);
        return new RobustnessEvaluation(data, model, attack, options ?? new RobustnessOptions()).OfNamedEntities();
    }
}
