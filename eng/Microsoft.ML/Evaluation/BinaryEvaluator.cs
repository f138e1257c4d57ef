namespace Microsoft.ML.Data;

internal static class BinaryEvaluator
{
    /// <summary>Reads scores and labels; rows without a label, or with a score that is not finite, are left out.</summary>
    /// <param name="probability">The column of probabilities, or null where the model gives none.</param>
    public static BinaryCounts Count(IDataView data, DataViewSchema.Column label, DataViewSchema.Column score, DataViewSchema.Column? probability)
    {
        EvaluationColumns.Require(score, "score", "Single", score.Type.RawType == typeof(float));
        EvaluationColumns.Require(
            label,
            "label",
            "Single, Boolean, or a KeyType with two classes",
            label.Type is KeyDataViewType { Count: 2 } or BooleanDataViewType || label.Type.RawType == typeof(float));
        if (probability is { } given)
            EvaluationColumns.Require(given, "probability", "Single", given.Type.RawType == typeof(float));

        var counts = new BinaryCounts();
        using var cursor = data.GetRowCursor(probability is { } column ? [label, score, column] : [label, score]);
        var readLabel = EvaluationColumns.ReadLabel(cursor, label);
        var readScore = EvaluationColumns.ReadSingle(cursor, score);
        var readProbability = probability is { } p ? EvaluationColumns.ReadSingle(cursor, p) : () => float.NaN;
        while (cursor.MoveNext())
        {
            var value = readLabel();
            var scoreValue = readScore();
            if (!float.IsNaN(value) && float.IsFinite(scoreValue))
                counts.Add(value > 0, scoreValue, readProbability());
        }

        return counts;
    }
}
