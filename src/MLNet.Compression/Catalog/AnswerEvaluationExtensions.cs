using Microsoft.ML;
using MLNet.Compression.Evaluation;

namespace MLNet.Compression;

/// <summary>How well answers are found, on <c>mlContext.MulticlassClassification</c>.</summary>
public static class AnswerEvaluationExtensions
{
    /// <summary>Compares the answers that a model found with right ones.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows that a model of a <see cref="QuestionAnswerTrainer"/> has transformed.</param>
    /// <param name="answerColumnName">The column of right answers: a text, or a vector of texts that all count as right, of which "" says that there is none. Rows with an empty vector are left out.</param>
    /// <param name="predictedAnswerColumnName">The column of found answers, the best first.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">No row has a right answer.</exception>
    public static AnswerMetrics EvaluateAnswers(
        this MulticlassClassificationCatalog catalog, IDataView data, string answerColumnName = "TrainingAnswer", string predictedAnswerColumnName = "Answer")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        return AnswerEvaluation.Of(data, answerColumnName, predictedAnswerColumnName);
    }

    /// <summary>Compares the answers that a model finds with those of its teacher, whatever is right.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with the columns that both read; labels are not needed.</param>
    /// <param name="student">A text model, or a fitted or loaded chain with one.</param>
    /// <param name="teacher">Any model that finds answers: a text model, or one with a column of answers of the name that the student's has.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <exception cref="ArgumentException">The student finds no answers, or there are no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The teacher has no column of answers.</exception>
    public static AnswerLoyaltyMetrics EvaluateAnswerLoyalty(
        this MulticlassClassificationCatalog catalog, IDataView data, ITransformer student, ITransformer teacher, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        return AnswerLoyalty.Of(data, student, teacher, cancellationToken);
    }

    /// <summary>Attacks a model that finds answers: changes questions that it answers right, until it errs. Texts stay as they are.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with the columns that the text model reads, and with right answers.</param>
    /// <param name="model">A text model, or a fitted or loaded chain with one.</param>
    /// <param name="attack">How texts are changed.</param>
    /// <param name="options">How many, on how many threads, and where results are kept; null for the defaults.</param>
    /// <param name="answerColumnName">The column of right answers: a text, or a vector of texts that all count as right, of which "" says that there is none. Rows with an empty vector are left out.</param>
    /// <exception cref="ArgumentException">The model finds no answers, no row has a label, an option is out of range, or the file of results is of another run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; what is finished is in the file of results, if one was named.</exception>
    public static RobustnessMetrics<AnswerQuality> EvaluateAnswerRobustness(
        this MulticlassClassificationCatalog catalog, IDataView data, ITransformer model, TextAttack attack, RobustnessOptions? options = null, string answerColumnName = "TrainingAnswer")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(attack);
        return new RobustnessEvaluation(data, model, attack, options ?? new RobustnessOptions()).OfAnswers(answerColumnName);
    }
}
