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
}
