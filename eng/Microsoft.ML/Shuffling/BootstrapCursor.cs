namespace Microsoft.ML.Data;

internal sealed class BootstrapCursor(DataViewRowCursor input, DataViewSchema schema, ActiveColumnSet active, Random rand, bool complement)
    : LinkedCursor(input, schema, active)
{
    private int _left;
    private ulong _copy;

    public override ValueGetter<DataViewRowId> GetIdGetter()
    {
        var getter = Input.GetIdGetter();
        return (ref DataViewRowId value) =>
        {
            getter(ref value);
            if (_copy > 0)
                value = value.Combine(new DataViewRowId(_copy, 0));
        };
    }

    protected override bool MoveNextCore()
    {
        _copy++;
        while (_left == 0)
        {
            if (!Input.MoveNext())
                return false;

            var count = SamplePoisson();
            _left = complement ? (count == 0 ? 1 : 0) : count;
            _copy = 0;
        }

        _left--;
        return true;
    }

    /// <summary>Knuth's method for mean 1.</summary>
    private int SamplePoisson()
    {
        var count = 0;
        for (var product = rand.NextDouble(); product > 1 / Math.E; product *= rand.NextDouble())
            count++;

        return count;
    }
}
