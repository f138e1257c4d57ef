using Microsoft.ML;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Scoring.LookAhead;

namespace MLNet.Compression.Scoring;

/// <summary>A data view with scores, computed while it is read, and only if they are asked for. Each cursor reads the source once.</summary>
/// <param name="source">The rows to score.</param>
/// <param name="mapper">The model, bound to their schema.</param>
/// <param name="model">What made this view.</param>
/// <param name="environment">Where cursors run.</param>
internal sealed class ScoredDataView(IDataView source, TextModelMapper mapper, ICanSaveModel model, IHostEnvironment environment) : ITransformCanSaveOnnx
{
    public IDataView Source => source;

    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        DataViewSchema.Column[] active = [.. mapper.GetDependencies(needed)];
        var input = source.GetRowCursor(active, rand);
        if (!mapper.NeedsScores(needed))
        {
            return PassOn(input, needed);
        }

        var rows = new LookAheadCursor(input, active);
        return new ScoredCursor(rows, Schema, new ScoredColumns(mapper, rows, needed, mapper.Scorer.InBatches(rows, mapper, new RunningExecution(environment))));
    }

    /// <remarks>All processors share a batch already, so one cursor is enough where there is something to score.</remarks>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return mapper.NeedsScores(needed)
            ? [GetRowCursor(needed, rand)]
            : [.. source.GetRowCursorSet(mapper.GetDependencies(needed), n, rand).Select(rows => PassOn(rows, needed))];
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => model.Save(ctx);

    /// <remarks>If this says no, the exporter stops here without an error and makes a graph that asks for the scores as inputs.</remarks>
    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    /// <exception cref="NotSupportedException">Always.</exception>
    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => throw new NotSupportedException(
        $"Text models of MLNet.Compression can't be part of an ONNX graph that ConvertToOnnx makes: it has no operator for their tokenizer. Write the model as a Hugging Face folder with {nameof(CheckpointExport.ExportCheckpoint)} and let an ONNX exporter for such folders read it; convert the rest of the pipeline without this transformer.");

    private ScoredCursor PassOn(DataViewRowCursor rows, DataViewSchema.Column[] needed) =>
        new(rows, Schema, new ScoredColumns(mapper, rows, needed, scores: null));
}
