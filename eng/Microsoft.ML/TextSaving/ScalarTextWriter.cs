namespace Microsoft.ML.Data;

internal sealed class ScalarTextWriter<T>(DataViewRow row, DataViewSchema.Column column, char separator) : ColumnTextWriter(column)
{
    private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);
    private readonly Func<T, string> _format = FieldFormatters.Create<T>(ItemType(column), separator);
    private T _value;

    public override bool HasNames => true;

    public override void WriteValue(TextRow line)
    {
        _getter(ref _value);
        var defaultText = _format(default);
        line.Add(0, _format(_value), defaultText);
        line.EndColumn(1, defaultText);
    }

    public override void WriteNames(TextRow line)
    {
        line.Add(0, QuotedText.Format(Column.Name, separator), NoName);
        line.EndColumn(1, NoName);
    }
}
