namespace Microsoft.ML.Data;

/// <summary>Passes the rows whose value lies in [lower, upper), or up to and including upper. NaN does not pass.</summary>
internal sealed class RangeFilter(DataViewSchema.Column column, double lower, double upper, bool includeUpper, Func<DataViewRow, Func<double>> readValue) : RowFilter
{
    public override IEnumerable<DataViewSchema.Column> Columns => [column];

    public static RangeFilter OfNumber(DataViewSchema.Column column, double lower, double upper)
    {
        if (column.Type is not NumberDataViewType || (column.Type.RawType != typeof(float) && column.Type.RawType != typeof(double)))
            throw new ArgumentOutOfRangeException(nameof(column), $"Schema mismatch for filter column '{column.Name}': expected Single or Double, got {column.Type}");

        return new RangeFilter(column, lower, upper, includeUpper: false, row => NumberReader.Create(row, column));
    }

    /// <summary>The value is the place of the key among all keys: (key - 0.5) / count.</summary>
    public static RangeFilter OfKeyFraction(DataViewSchema.Column column, double lower, double upper)
    {
        if (column.Type is not KeyDataViewType { Count: var count })
            throw new ArgumentOutOfRangeException(nameof(column), $"Schema mismatch for filter column '{column.Name}': expected KeyType, got {column.Type}");

        return new RangeFilter(column, lower, upper, upper >= 1, row =>
        {
            var key = NumberReader.Create(row, column);
            return () => key() is var value && value > 0 && value <= count ? (value - 0.5) / count : double.NaN;
        });
    }

    public override Func<bool> CreateTest(DataViewRow row)
    {
        var read = readValue(row);
        return () =>
        {
            var value = read();
            return lower <= value && (value < upper || (includeUpper && value == upper));
        };
    }
}
