using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Reliability.Soaking;

/// <summary>Every way in which one fitted transformer scores texts.</summary>
internal sealed class ScoringWays(MLContext ml, TextModelTransformer model, IReadOnlyList<string> texts)
{
    /// <summary>By name.</summary>
    public IReadOnlyList<(string Name, Func<float[][]> Score)> All =>
    [
        ("Transform", Transform),
        ("Score of one text", () => [.. texts.Select(text => model.Score(text))]),
        ("Score of many texts", () => model.Score([.. texts])),
        ("PredictionEngine", Predict),
    ];

    private IEnumerable<TextRow> Rows => texts.Select(text => new TextRow { Text = text });

    private float[][] Transform()
    {
        var scored = model.Transform(ml.Data.LoadFromEnumerable(Rows));
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        var rows = new List<float[]>();
        for (var scores = default(VBuffer<float>); cursor.MoveNext();)
        {
            getter(ref scores);
            rows.Add([.. scores.DenseValues()]);
        }

        return [.. rows];
    }

    private float[][] Predict()
    {
        using var engine = ml.Model.CreatePredictionEngine<TextRow, ScoredText>(model, new PredictionEngineOptions { OwnsTransformer = false });
        return [.. Rows.Select(row => engine.Predict(row).Score)];
    }
}
