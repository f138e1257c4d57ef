namespace Microsoft.ML.Data;

internal sealed class TextFileCursor : DataViewRowCursor
{
    private readonly ActiveColumnSet _active;
    private readonly TextColumnReader[] _readers;
    private readonly LineSplitter _splitter;
    private readonly LineFields _fields = new();
    private readonly LineBatches _batches;
    private readonly ParseReport _report;
    private readonly List<TextLine> _lines = [];
    private int _line = -1;
    private long _firstRow;
    private long _batch = -1;
    private bool _ended;

    public TextFileCursor(TextSchema schema, ActiveColumnSet active, DelimitedFormat format, LineBatches batches, ParseReport report)
    {
        Schema = schema.Schema;
        _active = active;
        _splitter = new LineSplitter(format);
        _readers = [.. schema.Columns.Select((column, i) => active.Contains(i) ? TextColumnReader.Create(column, format) : null)];
        _batches = batches;
        _report = report;
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _ended || _line < 0 ? -1 : _firstRow + _line;

    public override long Batch => _batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)Position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _active.Check(column);
        return Getters.Cast<TValue>(_readers[column.Index].Getter, column);
    }

    public override bool MoveNext()
    {
        if (_ended)
            return false;

        if (++_line >= _lines.Count)
        {
            _batches.Take(_lines, out _firstRow, out _batch);
            _line = 0;
            _ended = _lines.Count == 0;
        }

        if (!_ended)
            Read(_lines[_line]);

        return !_ended;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ended = true;
            _batches.Leave();
            _report.Finish();
        }

        base.Dispose(disposing);
    }

    private void Read(TextLine line)
    {
        _report.AddRow();
        if (!_splitter.Split(line.Text.AsMemory(), _fields))
            _report.AddFormatError(line);

        for (var i = 0; i < _readers.Length; i++)
        {
            if (_readers[i]?.Read(_fields) == false)
                _report.AddBadValue(line, Schema[i].Name);
        }
    }
}
