using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>
/// One line of a text file: the values that differ from their column's default, and where they stand. The tail of a line is
/// written sparsely, as its width and then "index:text", where that is clearly shorter.
/// </summary>
internal sealed class TextRow(char separator, bool forceDense)
{
    /// <summary>A sparse item costs about this many dense ones.</summary>
    private const double SparseWeight = 2.5;
    private const int LeastSparseWidth = 5;

    private readonly List<(int Position, string Text)> _items = [];
    private readonly List<(int End, int Items, string Default)> _columns = [];

    private int Width => _columns.Count > 0 ? _columns[^1].End : 0;

    public void Clear()
    {
        _items.Clear();
        _columns.Clear();
    }

    /// <summary>Adds a value of the column that is being written; slots come in ascending order.</summary>
    public void Add(int slot, string text, string defaultText)
    {
        if (text != defaultText)
            _items.Add((Width + slot, text));
    }

    public void EndColumn(int width, string defaultText) => _columns.Add((checked(Width + width), _items.Count, defaultText));

    public void WriteTo(TextWriter writer)
    {
        var dense = forceDense ? _columns.Count : CountDenseColumns();
        WriteDense(writer, dense);
        if (dense < _columns.Count)
            WriteSparse(writer, dense);

        writer.WriteLine();
    }

    private int CountDenseColumns()
    {
        var best = 0;
        var bestCost = SparseWeight * _items.Count;
        for (var i = 1; i <= _columns.Count; i++)
        {
            var cost = _columns[i - 1].End + SparseWeight * (_items.Count - _columns[i - 1].Items);
            if (cost < bestCost)
                (best, bestCost) = (i, cost);
        }

        var start = best == 0 ? 0 : _columns[best - 1].End;
        var width = Width - start;
        return width < LeastSparseWidth || width < start / 5 ? _columns.Count : best;
    }

    private void WriteDense(TextWriter writer, int columns)
    {
        var position = 0;
        var item = 0;
        for (var c = 0; c < columns; c++)
        {
            for (; position < _columns[c].End; position++)
            {
                if (position > 0)
                    writer.Write(separator);

                var given = item < _items.Count && _items[item].Position == position;
                writer.Write(given ? _items[item++].Text : _columns[c].Default);
            }
        }
    }

    private void WriteSparse(TextWriter writer, int denseColumns)
    {
        var (start, first) = denseColumns == 0 ? (0, 0) : (_columns[denseColumns - 1].End, _columns[denseColumns - 1].Items);
        if (start > 0)
            writer.Write(separator);

        writer.Write((Width - start).ToString(CultureInfo.InvariantCulture));
        if (first == _items.Count)
            WriteSparseItem(writer, 0, _columns[denseColumns].Default);

        for (var i = first; i < _items.Count; i++)
            WriteSparseItem(writer, _items[i].Position - start, _items[i].Text);
    }

    private void WriteSparseItem(TextWriter writer, int index, string text)
    {
        writer.Write(separator);
        writer.Write(index.ToString(CultureInfo.InvariantCulture));
        writer.Write(':');
        writer.Write(text);
    }
}
