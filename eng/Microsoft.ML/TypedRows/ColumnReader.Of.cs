namespace Microsoft.ML.Data;

internal sealed class ColumnReader<T, TValue> : ColumnReader<T>
{
    private readonly MemberConversion<T, TValue> _conversion;

    public ColumnReader(MemberConversion<T, TValue> conversion) => _conversion = conversion;

    public override IEnumerable<T> Read(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<TValue>(cursor.Schema[column.Index]);
        TValue value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            T item = default;
            _conversion.ToMember(value, ref item);
            yield return item;
        }
    }
}
