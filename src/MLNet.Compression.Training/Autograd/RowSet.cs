using System.Runtime.InteropServices;

namespace MLNet.Compression.Training.Autograd;

/// <summary>A set of row numbers of a table, in ascending order when read.</summary>
internal sealed class RowSet(int rows)
{
    private readonly bool[] _contains = new bool[rows];
    private readonly List<int> _rows = [];
    private bool _sorted = true;

    public int Count => _rows.Count;

    public bool Contains(int row) => _contains[row];

    /// <summary>The rows, ascending.</summary>
    public ReadOnlySpan<int> Rows
    {
        get
        {
            if (!_sorted)
            {
                _rows.Sort();
                _sorted = true;
            }

            return CollectionsMarshal.AsSpan(_rows);
        }
    }

    /// <summary>Adds a row.</summary>
    /// <returns>Whether it was not there yet.</returns>
    public bool Add(int row)
    {
        if (_contains[row])
        {
            return false;
        }

        _contains[row] = true;
        _rows.Add(row);
        _sorted = false;
        return true;
    }

    public void Clear()
    {
        foreach (var row in _rows)
        {
            _contains[row] = false;
        }

        _rows.Clear();
        _sorted = true;
    }
}
