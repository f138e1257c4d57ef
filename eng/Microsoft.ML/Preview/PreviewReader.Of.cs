namespace Microsoft.ML.Data;

internal sealed class PreviewReader<TValue> : PreviewReader
{
    private readonly ValueGetter<TValue> _getter;

    public PreviewReader(DataViewRow row, DataViewSchema.Column column) => _getter = row.GetGetter<TValue>(column);

    public override object Read()
    {
        TValue value = default;
        _getter(ref value);
        return value;
    }
}
