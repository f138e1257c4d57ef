using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Teachers;

/// <summary>A vector with a score for each class, or of one number.</summary>
internal sealed class VectorPrediction(DataViewSchema.Column column, int width, IReadOnlyList<string> classes) : PredictionColumn(column, width, classes)
{
    public override ReadScores Open(DataViewRow row)
    {
        var getter = row.GetGetter<VBuffer<float>>(row.Schema[Column.Name]);
        var value = default(VBuffer<float>);
        return scores =>
        {
            getter(ref value);
            value.CopyTo(scores);
        };
    }
}
