using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Compression.Training.Augmentation;

namespace MLNet.Compression.Augmentation;

/// <summary>Texts that a masked-LM makes of seeds while they are read; every cursor gives the same ones.</summary>
internal sealed class SampledDataView : IDataView
{
    private readonly SampledTexts _texts;
    private readonly IHost _host;
    private readonly CancellationToken _cancellationToken;

    /// <param name="texts">Makes the texts.</param>
    /// <param name="options">Columns, and what stops the work.</param>
    /// <param name="host">Where cursors run.</param>
    public SampledDataView(SampledTexts texts, TextSamplingOptions options, IHost host)
    {
        (_texts, _host, _cancellationToken) = (texts, host, options.CancellationToken);
        var schema = new DataViewSchema.Builder();
        foreach (var name in options.Columns.All)
        {
            schema.AddColumn(name, TextDataViewType.Instance);
        }

        Schema = schema.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        return new SampledCursor(_texts.Make(_cancellationToken), Schema, columnsNeeded, new MadeRows(_host, "sampled texts", _cancellationToken));
    }

    /// <remarks>All processors work for one cursor already.</remarks>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
