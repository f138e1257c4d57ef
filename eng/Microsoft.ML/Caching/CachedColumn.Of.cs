namespace Microsoft.ML.Data;

internal sealed class CachedColumn<T> : CachedColumn
{
    private readonly List<T> _values = [];
    private readonly ValueCopy<T> _copy = ValueCopies.Of<T>();

    public override Action CreateFiller(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            T own = default;
            _copy(in value, ref own);
            _values.Add(own);
        };
    }

    public override Delegate CreateGetter(Func<int> currentRow) => new ValueGetter<T>((ref T value) => _copy(_values[currentRow()], ref value));
}
