namespace Microsoft.ML.Data;

internal sealed class VectorTextColumnReader<T>(TextColumnLayout layout, FieldParser<T> parser) : TextColumnReader
{
    private readonly List<T> _values = [];
    private readonly List<int> _slots = [];
    private int _length;

    public override Delegate Getter => new ValueGetter<VBuffer<T>>(Get);

    public override bool Read(LineFields fields)
    {
        _values.Clear();
        _slots.Clear();
        _length = 0;
        var sound = true;
        foreach (var segment in layout.Segments)
            sound &= ReadSegment(fields, segment);

        return sound;
    }

    private bool ReadSegment(LineFields fields, SourceSegment segment)
    {
        var lim = segment.IsVariable ? Math.Max(fields.Width, segment.Min) : segment.Lim;
        var sound = true;
        for (var i = fields.FirstFrom(segment.Min); i < fields.Count && fields.SourceAt(i) < lim; i++)
        {
            sound &= parser(fields.TextAt(i), out var value);
            _values.Add(value);
            _slots.Add(_length + fields.SourceAt(i) - segment.Min);
        }

        _length = checked(_length + lim - segment.Min);
        return sound;
    }

    private void Get(ref VBuffer<T> destination)
    {
        var isSparse = _values.Count <= _length / 2;
        var editor = VBufferEditor.Create(ref destination, _length, isSparse ? _values.Count : _length);
        if (!isSparse)
            editor.Values.Clear();

        for (var i = 0; i < _values.Count; i++)
        {
            editor.Values[isSparse ? i : _slots[i]] = _values[i];
            if (isSparse && _length > 0)
                editor.Indices[i] = _slots[i];
        }

        destination = editor.Commit();
    }
}
