using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public IDataView FilterRowsByColumn(
        IDataView input,
        string columnName,
        double lowerBound = double.NegativeInfinity,
        double upperBound = double.PositiveInfinity)
    {
        CheckBounds(input, columnName, lowerBound, upperBound);
        return new FilteredView(input, RangeFilter.OfNumber(input.Schema[columnName], lowerBound, upperBound));
    }

    public IDataView FilterRowsByKeyColumnFraction(IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        CheckBounds(input, columnName, lowerBound, upperBound);
        if (lowerBound is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(lowerBound), lowerBound, "Must be in [0, 1]");
        if (upperBound is not (>= 0 and <= 2))
            throw new ArgumentOutOfRangeException(nameof(upperBound), upperBound, "Must be in [0, 2]");

        return new FilteredView(input, RangeFilter.OfKeyFraction(input.Schema[columnName], lowerBound, upperBound));
    }

    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (columns is not { Length: > 0 })
            throw new ArgumentException("At least one column expected.", nameof(columns));

        return new FilteredView(input, new MissingValueFilter(columns.Select(name => input.Schema[name])));
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        CheckCount(input, count);
        return new SkipTakeView(input, count, long.MaxValue);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        CheckCount(input, count);
        return new SkipTakeView(input, 0, count);
    }

    private static void CheckBounds(IDataView input, string columnName, double lowerBound, double upperBound)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        if (!(lowerBound <= upperBound))
            throw new ArgumentOutOfRangeException(nameof(upperBound), upperBound, $"Must be no less than lowerBound, {lowerBound}");
    }

    private static void CheckCount(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (count <= 0)
            throw new ArgumentOutOfRangeException(nameof(count), count, "Must be greater than zero.");
    }
}
