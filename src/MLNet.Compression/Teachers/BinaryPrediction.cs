using Microsoft.ML;

namespace MLNet.Compression.Teachers;

/// <summary>One number for two classes: the probability p of the second one, or its log-odds z, which are the logits 0 and z.</summary>
/// <param name="column">The column.</param>
/// <param name="classes">The negative class, then the positive one.</param>
/// <param name="isLogit">Whether it is z.</param>
internal sealed class BinaryPrediction(DataViewSchema.Column column, IReadOnlyList<string> classes, bool isLogit) : PredictionColumn(column, width: 2, classes)
{
    public override ReadScores Open(DataViewRow row)
    {
        var getter = row.GetGetter<float>(row.Schema[Column.Name]);
        var value = 0f;
        return scores =>
        {
            getter(ref value);
            (scores[0], scores[1]) = (isLogit ? 0 : 1 - value, value);
        };
    }
}
