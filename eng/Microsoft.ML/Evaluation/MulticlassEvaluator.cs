using System.Globalization;

namespace Microsoft.ML.Data;

internal static class MulticlassEvaluator
{
    /// <summary>Reads scores and labels; rows without a label, or with a score that is not finite, are left out.</summary>
    public static MulticlassClassificationMetrics Evaluate(IDataView data, DataViewSchema.Column label, DataViewSchema.Column score, int topKPredictionCount)
    {
        var scoreType = score.Type as VectorDataViewType;
        EvaluationColumns.Require(score, "score", "vector of two or more items of type Single", scoreType is { Size: >= 2 } && scoreType.ItemType.RawType == typeof(float));
        EvaluationColumns.Require(label, "label", "Single or KeyType", label.Type is KeyDataViewType || label.Type.RawType == typeof(float));
        if (topKPredictionCount < 0)
            throw new ArgumentOutOfRangeException(nameof(topKPredictionCount), topKPredictionCount, "Must be non-negative");

        var counts = new MulticlassCounts(scoreType.Size);
        using var cursor = data.GetRowCursor([label, score]);
        var readLabel = EvaluationColumns.ReadLabel(cursor, label);
        var readScores = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> scores = default;
        var dense = new float[scoreType.Size];
        while (cursor.MoveNext())
        {
            var value = readLabel();
            if (!(value >= 0) || value != (int)value)
                continue;

            readScores(ref scores);
            scores.CopyTo(dense);
            if (Array.TrueForAll(dense, float.IsFinite))
                counts.Add((int)value, dense);
        }

        return new MulticlassClassificationMetrics(counts, FindClassNames(score, scoreType.Size), topKPredictionCount);
    }

    private static string[] FindClassNames(DataViewSchema.Column score, int classes)
    {
        var type = score.Annotations.Schema.GetColumnOrNull(TextSchema.SlotNames)?.Type as VectorDataViewType;
        if (type is not { IsKnownSize: true, ItemType: TextDataViewType })
            return [.. Enumerable.Range(0, classes).Select(c => c.ToString(CultureInfo.InvariantCulture))];

        VBuffer<ReadOnlyMemory<char>> names = default;
        score.Annotations.GetValue(TextSchema.SlotNames, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
