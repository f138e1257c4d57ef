using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Teachers;

namespace MLNet.Compression.Evaluation;

/// <summary>A model and some rows as it predicts them.</summary>
internal sealed class ComparedModel
{
    /// <summary>The columns that ML.NET's own models write.</summary>
    private const string UsualPredictedLabel = "PredictedLabel";
    private const string UsualLabel = "Label";

    /// <param name="model">The model, or a chain with one.</param>
    /// <param name="rows">The rows.</param>
    public ComparedModel(ITransformer model, IDataView rows)
    {
        Outcome = TransformerChains.FindTextModel(model)?.Outcome;
        Scored = model.Transform(LabelFreeRows.For(model, rows, Outcome?.Columns.Label ?? UsualLabel));
    }

    /// <summary>What a text model predicts; null of a model of another kind.</summary>
    public Outcome? Outcome { get; }

    /// <summary>The rows with its predictions.</summary>
    public IDataView Scored { get; }

    /// <summary>The column of what it predicts.</summary>
    public string PredictedLabel => Outcome?.Columns.PredictedLabel ?? UsualPredictedLabel;

    /// <summary>The column of its scores, or vectors; null of a model of another kind.</summary>
    public string? Score => Outcome?.Columns.Score;
}
