using Microsoft.ML;

namespace MLNet.Compression.Teachers;

/// <summary>A number.</summary>
internal sealed class NumberPrediction(DataViewSchema.Column column) : PredictionColumn(column, width: 1, classes: [])
{
    public override ReadScores Open(DataViewRow row)
    {
        var getter = row.GetGetter<float>(row.Schema[Column.Name]);
        var value = 0f;
        return scores =>
        {
            getter(ref value);
            scores[0] = value;
        };
    }
}
