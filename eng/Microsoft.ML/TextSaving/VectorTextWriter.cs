namespace Microsoft.ML.Data;

internal sealed class VectorTextWriter<T> : ColumnTextWriter
{
    private readonly ValueGetter<VBuffer<T>> _getter;
    private readonly Func<T, string> _format;
    private readonly char _separator;
    private readonly VBuffer<ReadOnlyMemory<char>> _names;
    private VBuffer<T> _value;

    public VectorTextWriter(DataViewRow row, DataViewSchema.Column column, char separator)
        : base(column)
    {
        _getter = row.GetGetter<VBuffer<T>>(column);
        _format = FieldFormatters.Create<T>(ItemType(column), separator);
        _separator = separator;
        var type = (VectorDataViewType)column.Type;
        var names = column.Annotations.Schema.GetColumnOrNull(TextSchema.SlotNames)?.Type as VectorDataViewType;
        if (type.IsKnownSize && names is { ItemType: TextDataViewType } && names.Size == type.Size)
            column.Annotations.GetValue(TextSchema.SlotNames, ref _names);
    }

    public override bool HasNames => _names.Length > 0;

    public override void WriteValue(TextRow line)
    {
        _getter(ref _value);
        var defaultText = _format(default);
        foreach (var (slot, value) in _value.Items())
            line.Add(slot, _format(value), defaultText);

        line.EndColumn(_value.Length, defaultText);
    }

    public override void WriteNames(TextRow line)
    {
        foreach (var (slot, name) in _names.Items())
            line.Add(slot, QuotedText.Format(name.Span, _separator), NoName);

        line.EndColumn(((VectorDataViewType)Column.Type).Size, NoName);
    }
}
