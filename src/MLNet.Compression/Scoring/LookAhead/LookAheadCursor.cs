using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Scoring.LookAhead;

/// <summary>The rows of a cursor, some of which can be read before they are reached: their values are kept until then.</summary>
/// <remarks>
/// To a reader it is the input: the same rows with the same values, and the same exceptions at the same rows. The input is moved through once. Only
/// as long as rows are asked for ahead are values kept.
/// </remarks>
internal sealed class LookAheadCursor : DataViewRowCursor
{
    private const int None = -1;

    private readonly DataViewRowCursor _input;
    private readonly Dictionary<int, KeptColumn> _columns = [];
    private readonly KeptColumn<DataViewRowId> _ids;
    private readonly List<(long Position, long Batch)> _places = [];
    private readonly bool _canKeep = true;
    private InputState _state;
    private ExceptionDispatchInfo? _fault;
    private bool _isAtRow;

    /// <param name="input">The rows; disposed of with this.</param>
    /// <param name="active">The columns that are active in them.</param>
    public LookAheadCursor(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> active)
    {
        _input = input;
        _ids = new KeptColumn<DataViewRowId>(input.GetIdGetter(), ValueCopies.Plain, ValueCopies.Plain);
        foreach (var column in active)
        {
            if (KeptColumn.Of(input, column) is { } kept)
            {
                _columns[column.Index] = kept;
            }
            else
            {
                _canKeep = false;
            }
        }
    }

    /// <summary>The number of the current row among those kept; negative where it was not kept.</summary>
    public int Row { get; private set; } = None;

    /// <summary>Number of rows kept.</summary>
    public int Kept => _places.Count;

    /// <summary>Counts how often rows were read ahead.</summary>
    public int Reading { get; private set; }

    public override long Position => Row < 0 ? _input.Position : _places[Row].Position;

    public override long Batch => Row < 0 ? _input.Batch : _places[Row].Batch;

    public override DataViewSchema Schema => _input.Schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => _input.IsColumnActive(column);

    /// <summary>The kept values of an active column.</summary>
    public KeptColumn<T> KeptOf<T>(DataViewSchema.Column column) => (KeptColumn<T>)_columns[column.Index];

    public override ValueGetter<DataViewRowId> GetIdGetter() => GetterOf(_ids);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        _columns.GetValueOrDefault(column.Index) is KeptColumn<TValue> kept ? GetterOf(kept) : _input.GetGetter<TValue>(column);

    public override bool MoveNext()
    {
        if (Row >= 0 && Row + 1 < Kept)
        {
            Row++;
            return true;
        }

        (Row, _isAtRow) = (None, false);
        _places.Clear();
        _isAtRow = MoveToNext();
        return _isAtRow;
    }

    /// <summary>Keeps the current row and others after it.</summary>
    /// <param name="most">The largest number of rows to keep.</param>
    /// <returns>Whether the current row is kept. If not, all is as it was.</returns>
    /// <exception cref="InvalidOperationException">There is no current row.</exception>
    public bool TryReadAhead(int most)
    {
        if (!_isAtRow)
        {
            throw new InvalidOperationException("The cursor is not at a row: call MoveNext first, and read while it returns true.");
        }

        if (!_canKeep || !TryKeep())
        {
            return false;
        }

        while (Kept < most && TryMoveInput() && TryKeep())
        {
            _state = InputState.There;
        }

        Row = 0;
        Reading++;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool MoveToNext()
    {
        switch (_state)
        {
            case InputState.AtEnd:
                return false;
            case InputState.AtNext:
                _state = InputState.There;
                return true;
            case InputState.Failed:
                _state = InputState.There;
                _fault!.Throw();
                return false;
            default:
                return _input.MoveNext();
        }
    }

    private bool TryMoveInput()
    {
        try
        {
            _state = _input.MoveNext() ? InputState.AtNext : InputState.AtEnd;
        }
        catch (Exception fault)
        {
            (_state, _fault) = (InputState.Failed, ExceptionDispatchInfo.Capture(fault));
        }

        return _state == InputState.AtNext;
    }

    /// <remarks>A value that can't be read is not kept; who reads it when its row is reached gets the input's exception.</remarks>
    private bool TryKeep()
    {
        try
        {
            _ids.Keep(Kept);
            foreach (var column in _columns.Values)
            {
                column.Keep(Kept);
            }

            _places.Add((_input.Position, _input.Batch));
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private ValueGetter<T> GetterOf<T>(KeptColumn<T> column) => (ref T value) =>
    {
        if (Row < 0)
        {
            column.Read(ref value);
        }
        else
        {
            column.Give(Row, ref value);
        }
    };
}
