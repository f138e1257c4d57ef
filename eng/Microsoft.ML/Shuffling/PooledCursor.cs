namespace Microsoft.ML.Data;

/// <summary>
/// Hands out the rows of another cursor in random order: it holds a pool of the next rows, picks one of them, and fills its
/// place with the next row.
/// </summary>
internal sealed class PooledCursor : LinkedCursor
{
    private readonly Random _rand;
    private readonly PooledColumn[] _columns;
    private readonly PooledColumn<DataViewRowId> _ids;
    private readonly ActiveColumnSet _active;
    private readonly int _slots;
    private readonly List<int> _filled = [];
    private int _current = -1;
    private bool _started;

    public PooledCursor(DataViewRowCursor input, DataViewSchema schema, ActiveColumnSet active, int slots, Random rand)
        : base(input, schema, active)
    {
        _rand = rand;
        _active = active;
        _slots = slots;
        _columns = [.. schema.Select(column => active.Contains(column) ? PooledColumn.Create(input, input.Schema[column.Index]) : null)];
        _ids = new PooledColumn<DataViewRowId>(input.GetIdGetter());
    }

    public override long Batch => 0;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ValueGetter<DataViewRowId>)_ids.CreateGetter(CurrentSlot);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _active.Check(column);
        return Getters.Cast<TValue>(_columns[column.Index].CreateGetter(CurrentSlot), column);
    }

    protected override bool MoveNextCore()
    {
        if (!_started)
            Start();
        else if (_filled.Count > 0 && !TryLoad(_filled[_current]))
            RemoveCurrent();

        if (_filled.Count == 0)
            return false;

        _current = _rand.Next(_filled.Count);
        return true;
    }

    private int CurrentSlot() => _filled[_current];

    private void RemoveCurrent()
    {
        _filled[_current] = _filled[^1];
        _filled.RemoveAt(_filled.Count - 1);
    }

    private void Start()
    {
        _started = true;
        while (_filled.Count < _slots && TryLoad(_filled.Count))
            _filled.Add(_filled.Count);
    }

    private bool TryLoad(int slot)
    {
        if (!Input.MoveNext())
            return false;

        _ids.Load(slot);
        foreach (var column in _columns)
            column?.Load(slot);

        return true;
    }
}
