using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Tests.Support;

/// <summary>A data view whose values, faults and manners a test writes itself. It counts what is asked of it.</summary>
internal sealed class ScriptedView(int rows) : IDataView
{
    private readonly DataViewSchema.Builder _builder = new();
    private readonly Dictionary<string, Func<Func<int>, Delegate>> _getters = [];
    private DataViewSchema? _schema;

    /// <summary>Called before a cursor moves to a row, with its number; the number of rows stands for the end.</summary>
    public Action<int> Moving { get; init; } = _ => { };

    public int Opened { get; private set; }

    public int Disposed { get; private set; }

    /// <summary>How often a cursor was told to move.</summary>
    public int Moves { get; private set; }

    /// <summary>The columns that the last cursor was asked for.</summary>
    public IReadOnlyList<string> Active { get; private set; } = [];

    public bool CanShuffle => false;

    public DataViewSchema Schema => _schema ??= _builder.ToSchema();

    public ScriptedView With<T>(string name, DataViewType type, Fill<T> fill)
    {
        _builder.AddColumn(name, type);
        _getters[name] = row => (ValueGetter<T>)((ref T value) => fill(row(), ref value));
        return this;
    }

    public ScriptedView With<T>(string name, DataViewType type, Func<int, T> valueOf) => With(name, type, (int row, ref T value) => value = valueOf(row));

    public ScriptedView WithTexts(Func<int, string> textOf) => With(nameof(Message.Sentence1), TextDataViewType.Instance, row => textOf(row).AsMemory());

    public ScriptedView WithNumbers() => With(nameof(Message.Number), NumberDataViewType.Int32, row => row);

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Opened++;
        Active = [.. columnsNeeded.Select(column => column.Name)];
        return new Cursor(this, [.. Active]);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ScriptedView view, HashSet<string> active) : DataViewRowCursor
    {
        private int _row = -1;

        public override long Position => _row < view.Rows ? _row : -1;

        public override long Batch => _row / 10;

        public override DataViewSchema Schema => view.Schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Row() * 7, 3);

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Name);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)view._getters[active.Contains(column.Name) ? column.Name : throw new InvalidOperationException($"{column.Name} is not active.")](Row);

        public override bool MoveNext()
        {
            view.Moves++;
            var next = Math.Min(_row + 1, view.Rows);
            view.Moving(next);
            _row = next;
            return _row < view.Rows;
        }

        protected override void Dispose(bool disposing)
        {
            view.Disposed++;
            base.Dispose(disposing);
        }

        private int Row() => _row >= 0 && _row < view.Rows ? _row : throw new InvalidOperationException("Not at a row.");
    }

    private int Rows => rows;
}
