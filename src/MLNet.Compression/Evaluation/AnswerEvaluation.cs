using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Evaluation;

/// <summary>Compares found answers with right ones.</summary>
internal static class AnswerEvaluation
{
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">There are no rows with a right answer.</exception>
    public static AnswerMetrics Of(IDataView data, string answerColumnName, string predictedAnswerColumnName)
    {
        var (right, found) = (Texts(data, "answer", answerColumnName), Texts(data, "predicted answer", predictedAnswerColumnName));
        (string[] Right, string[] Found)[] rows = [.. right.Zip(found).Where(row => row.First.Length > 0)];
        if (rows.Length == 0)
        {
            throw new ArgumentException($"No row of the data has an answer in column '{answerColumnName}', so that there is nothing to measure by.", nameof(data));
        }

        var best = AnswerQuality.Of(new AnswerPredictions([.. rows.Select(row => row.Found.FirstOrDefault(""))], [.. rows.Select(row => row.Right)]));
        var any = rows.Average(row => row.Found.Any(answer => new ExactMatch().Evaluate(new AnswerPredictions([answer], [row.Right])) == 1) ? 1.0 : 0);
        return new AnswerMetrics(rows.Length, best.ExactMatch, best.F1, any);
    }

    /// <summary>The texts of each row of a column of texts, or of vectors of texts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type.</exception>
    public static IEnumerable<string[]> Texts(IDataView data, string role, string name)
    {
        var shape = ColumnChecks.Find(MicrosoftMLInternals.ShapeOf(data.Schema), role, name);
        var column = data.Schema[name];
        return column.Type switch
        {
            TextDataViewType => data.GetColumn<string>(column).Select(text => new[] { text }),
            VectorDataViewType { ItemType: TextDataViewType } => data.GetColumn<string[]>(column),
            _ => throw ColumnChecks.Mismatch(role, shape, "String or a vector of them", "Name a column of answers."),
        };
    }
}
