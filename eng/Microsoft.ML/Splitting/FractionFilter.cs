namespace Microsoft.ML.Data;

/// <summary>Passes the rows whose fraction lies in [lower, upper), or those whose fraction does not.</summary>
internal sealed class FractionFilter(RowFraction fraction, double lower, double upper, bool complement) : RowFilter
{
    public override IEnumerable<DataViewSchema.Column> Columns => fraction.Columns;

    public override bool NeedsOrder => fraction.NeedsOrder;

    public override Func<bool> CreateTest(DataViewRow row)
    {
        var read = fraction.CreateReader(row);
        return () => (read() is var value && lower <= value && value < upper) != complement;
    }
}
