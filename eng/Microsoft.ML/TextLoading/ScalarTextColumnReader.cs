namespace Microsoft.ML.Data;

internal sealed class ScalarTextColumnReader<T>(TextColumnLayout layout, FieldParser<T> parser) : TextColumnReader
{
    private readonly int _source = layout.Segments[0].Min;
    private T _value;

    public override Delegate Getter => new ValueGetter<T>((ref T value) => value = _value);

    public override bool Read(LineFields fields)
    {
        var i = fields.FirstFrom(_source);
        if (i < fields.Count && fields.SourceAt(i) == _source)
            return parser(fields.TextAt(i), out _value);

        _value = default;
        return true;
    }
}
