using Microsoft.ML.Data;

namespace Microsoft.ML;

public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ObjectRow<TSrc> _inputRow;
    private readonly DataViewRow _outputRow;
    private readonly Action<TDst> _fill;
    private readonly ITransformer _ownedTransformer;
    private bool _disposed;

    private protected PredictionEngineBase(ITransformer transformer, PredictionEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        if (!transformer.IsRowToRowMapper)
            throw new ArgumentOutOfRangeException(nameof(transformer), "Must be a row to row mapper");
        _inputRow = new ObjectRow<TSrc>(new RowReader<TSrc>(options.InputSchemaDefinition));
        var mapper = transformer.GetRowToRowMapper(_inputRow.Schema);
        OutputSchema = mapper.OutputSchema;
        var writer = new RowWriter<TDst>(OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);
        _outputRow = mapper.GetRow(_inputRow, OutputSchema);
        _fill = writer.Bind(_outputRow);
        _ownedTransformer = options.OwnsTransformer ? transformer : null;
    }

    public DataViewSchema OutputSchema { get; }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _outputRow.Dispose();
        _inputRow.Dispose();
        (_ownedTransformer as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    public abstract void Predict(TSrc example, ref TDst prediction);

    private protected void Fill(TSrc example, TDst prediction)
    {
        _inputRow.Set(example);
        _fill(prediction);
    }
}
