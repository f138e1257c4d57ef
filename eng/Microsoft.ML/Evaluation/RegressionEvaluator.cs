namespace Microsoft.ML.Data;

internal static class RegressionEvaluator
{
    /// <summary>Reads scores and labels; rows where either is NaN are left out.</summary>
    public static RegressionMetrics Evaluate(IDataView data, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        EvaluationColumns.Require(score, "score", "Single", score.Type.RawType == typeof(float));
        EvaluationColumns.Require(label, "label", "Single", label.Type.RawType == typeof(float));
        var sums = new RegressionSums();
        using var cursor = data.GetRowCursor([label, score]);
        var readLabel = EvaluationColumns.ReadSingle(cursor, label);
        var readScore = EvaluationColumns.ReadSingle(cursor, score);
        while (cursor.MoveNext())
        {
            var labelValue = readLabel();
            var scoreValue = readScore();
            if (!float.IsNaN(labelValue) && !float.IsNaN(scoreValue))
                sums.Add(labelValue, scoreValue);
        }

        return new RegressionMetrics(sums);
    }
}
