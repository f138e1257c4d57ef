namespace Microsoft.ML.Data;

/// <summary>
/// A bootstrap sample: each row as often as a Poisson distribution of mean 1 says, in random order; or the complement, the rows
/// that the sample of the same seed leaves out.
/// </summary>
internal sealed class BootstrapView(IDataView source, int seed, bool complement) : IDataView
{
    private const int PoolSize = 1000;

    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var random = new Random(seed);
        var active = new ActiveColumnSet(Schema, columnsNeeded);
        var input = source.GetRowCursor(active.With(), source.CanShuffle ? new Random(random.Next()) : null);
        var sample = new BootstrapCursor(input, Schema, active, new Random(random.Next()), complement);
        return new PooledCursor(sample, Schema, active, PoolSize, random);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
