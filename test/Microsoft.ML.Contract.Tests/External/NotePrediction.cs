using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.External;

internal sealed class NotePrediction
{
    public string PredictedLabel { get; set; } = "";

    [ColumnName("Score")]
    public float[] Scores { get; set; } = [];
}
