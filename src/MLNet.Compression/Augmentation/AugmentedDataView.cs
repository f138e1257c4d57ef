using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Training.Augmentation;

namespace MLNet.Compression.Augmentation;

/// <summary>A data view whose every row is followed by variants of it, made while they are read. Each cursor reads the source once.</summary>
/// <param name="source">The rows.</param>
/// <param name="augmenter">Makes the variants.</param>
/// <param name="options">Columns, and what else rows depend on.</param>
/// <param name="host">Where cursors run.</param>
internal sealed class AugmentedDataView(IDataView source, TextAugmenter augmenter, TextAugmentationOptions options, IHost host) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    /// <remarks>Which rows there are depends on the texts, so these are read whatever is asked for. A shuffled source keeps a row and its variants together.</remarks>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        var texts = options.Columns.All.Select(name => source.Schema[name]);
        var input = source.GetRowCursor(needed.UnionBy(texts, column => column.Index), rand);
        return new AugmentedCursor(input, needed, augmenter, options, new MadeRows(host, "rows, variants among them,", options.CancellationToken));
    }

    /// <remarks>All processors work for one cursor already.</remarks>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
