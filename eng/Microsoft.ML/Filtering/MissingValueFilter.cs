namespace Microsoft.ML.Data;

/// <summary>Passes the rows that miss no value in some columns: no NaN, no key 0, in a vector nowhere.</summary>
internal sealed class MissingValueFilter : RowFilter
{
    private static readonly GenericMethod s_createTest = new(typeof(MissingValueFilter), nameof(CreateTypedTest));
    private readonly DataViewSchema.Column[] _columns;

    public MissingValueFilter(IEnumerable<DataViewSchema.Column> columns)
    {
        _columns = [.. columns];
        foreach (var column in _columns)
        {
            if (!MissingValues.Exist(ItemType(column)))
                throw new ArgumentOutOfRangeException(nameof(columns), $"Column '{column.Name}' has type {column.Type} which does not support missing values, so we cannot filter on them");
        }
    }

    public override IEnumerable<DataViewSchema.Column> Columns => _columns;

    public override Func<bool> CreateTest(DataViewRow row)
    {
        Func<bool>[] tests = [.. _columns.Select(column => s_createTest.Invoke<Func<bool>>(ItemType(column).RawType, row, column))];
        return () => Array.TrueForAll(tests, passes => passes());
    }

    private static DataViewType ItemType(DataViewSchema.Column column) => (column.Type as VectorDataViewType)?.ItemType ?? column.Type;

    private static Func<bool> CreateTypedTest<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var isMissing = MissingValues.CreateTest<T>(ItemType(column));
        return column.Type is VectorDataViewType ? CreateVectorTest(row, column, isMissing) : CreateScalarTest(row, column, isMissing);
    }

    private static Func<bool> CreateScalarTest<T>(DataViewRow row, DataViewSchema.Column column, Func<T, bool> isMissing)
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return !isMissing(value);
        };
    }

    private static Func<bool> CreateVectorTest<T>(DataViewRow row, DataViewSchema.Column column, Func<T, bool> isMissing)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var defaultIsMissing = isMissing(default);
        VBuffer<T> vector = default;
        return () =>
        {
            getter(ref vector);
            if (defaultIsMissing && !vector.IsDense)
                return false;

            foreach (var value in vector.GetValues())
            {
                if (isMissing(value))
                    return false;
            }

            return true;
        };
    }
}
