using Microsoft.ML;

namespace MLNet.Compression.Scoring;

/// <summary>A data view with scores, computed while it is read, and only if they are asked for.</summary>
internal sealed class ScoredDataView(IDataView source, TextModelMapper mapper) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        if (!mapper.NeedsScores(needed))
        {
            return PassOn(source.GetRowCursor(mapper.PassedOn(needed), rand), needed);
        }

        // Equal seeds make both cursors shuffle alike.
        var seed = rand?.Next();
        var rows = source.GetRowCursor(mapper.PassedOn(needed), Order(seed));
        var scores = new BatchedScores(rows, source.GetRowCursor(mapper.Texts, Order(seed)), mapper.Columns, mapper.Scorer);
        return new ScoredCursor(rows, Schema, new ScoredColumns(mapper, rows, needed, scores), scores);
    }

    /// <remarks>How a source splits its rows over several cursors may differ each time, so scores come from one.</remarks>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return mapper.NeedsScores(needed)
            ? [GetRowCursor(needed, rand)]
            : [.. source.GetRowCursorSet(mapper.PassedOn(needed), n, rand).Select(rows => PassOn(rows, needed))];
    }

    private static Random? Order(int? seed) => seed is { } value ? new Random(value) : null;

    private ScoredCursor PassOn(DataViewRowCursor rows, DataViewSchema.Column[] needed) =>
        new(rows, Schema, new ScoredColumns(mapper, rows, needed, scores: null), scores: null);
}
