namespace Microsoft.ML.Data;

/// <summary>The rows of a data view in random order: in that of the seed, unless the caller brings his own randomness.</summary>
internal sealed class ShuffledView(IDataView source, Func<Random> createRandom, int poolSize, bool shuffleSource) : IDataView
{
    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var random = rand ?? createRandom();
        var active = new ActiveColumnSet(Schema, columnsNeeded);
        var sourceRandom = shuffleSource && source.CanShuffle ? new Random(random.Next()) : null;
        return new PooledCursor(source.GetRowCursor(active.With(), sourceRandom), Schema, active, poolSize, random);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
