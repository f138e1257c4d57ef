using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Data;

/// <summary>Texts of which nothing else is known, read once.</summary>
internal sealed class PlainTexts
{
    private const int RowsBetweenChecks = 1024;

    private readonly List<(string Text, string? Pair)> _texts = [];
    private readonly List<int> _rows = [];

    public int Count => _texts.Count;

    /// <summary>Which rows of the data view they are, from 0.</summary>
    public IReadOnlyList<int> Rows => _rows;

    /// <summary>The texts with the rows that they are.</summary>
    public IEnumerable<(int First, (string Text, string? Pair) Second)> RowsAndTexts => _rows.Zip(_texts);

    /// <summary>All texts, first and second ones.</summary>
    public IEnumerable<string> Texts => Of(_texts);

    /// <summary>First and second texts in a line.</summary>
    public static IEnumerable<string> Of(IEnumerable<(string Text, string? Pair)> rows) =>
        rows.SelectMany(row => row.Pair is null ? (IEnumerable<string>)[row.Text] : [row.Text, row.Pair]);

    /// <summary>The texts of the row at hand, as strings of their own.</summary>
    public static (string Text, string? Pair) Copy(TextColumnReader reader) => (reader.Text.ToString(), reader.Pair?.ToString());

    /// <summary>Texts of some rows, in the given order.</summary>
    public static PlainTexts Select(IReadOnlyList<int> rows, Dictionary<int, (string Text, string? Pair)> texts)
    {
        var result = new PlainTexts();
        foreach (var row in rows)
        {
            result._texts.Add(texts[row]);
            result._rows.Add(row);
        }

        return result;
    }

    /// <summary>Asks now and then whether the reading was cancelled.</summary>
    public static void ThrowIfCancelled(int row, CancellationToken cancellationToken)
    {
        if (row % RowsBetweenChecks == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Appends the row at hand.</summary>
    public void Add(int row, TextColumnReader reader)
    {
        _texts.Add(Copy(reader));
        _rows.Add(row);
    }

    /// <summary>Appends a text, or a pair of texts.</summary>
    public void Add(int row, string text, string? pair)
    {
        _texts.Add((text, pair));
        _rows.Add(row);
    }

    /// <summary>Reads the text columns of a data view, and no other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public void Read(IDataView data, TextColumns columns, CancellationToken cancellationToken) =>
        Read(data, columns.TextNames, cancellationToken);

    /// <inheritdoc cref="Read(IDataView, TextColumns, CancellationToken)"/>
    public void Read(IDataView data, TextColumnNames columns, CancellationToken cancellationToken)
    {
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(data.Schema), columns);
        using var cursor = data.GetRowCursor(columns.All.Select(name => data.Schema[name]));
        var reader = new TextColumnReader(cursor, columns.Text, columns.Pair);
        for (var row = 0; cursor.MoveNext(); row++)
        {
            ThrowIfCancelled(row, cancellationToken);
            reader.Read();
            if (columns.ReadsApart)
            {
                AddApart(row, Copy(reader));
            }
            else
            {
                Add(row, reader);
            }
        }
    }

    /// <summary>Appends the texts of a pair as rows of their own.</summary>
    /// <param name="row">The row of the data view; of its two texts the first counts as row 2 · row.</param>
    /// <param name="texts">The texts.</param>
    public void AddApart(int row, (string Text, string? Pair) texts)
    {
        Add(2 * row, texts.Text, pair: null);
        if (texts.Pair is { } second)
        {
            Add((2 * row) + 1, second, pair: null);
        }
    }

    /// <summary>Appends the rows to a data set as tokens.</summary>
    public void AddTo(TextDataset data, CancellationToken cancellationToken)
    {
        for (var row = 0; row < Count; row++)
        {
            ThrowIfCancelled(row, cancellationToken);
            data.Add(_texts[row].Text.AsMemory(), _texts[row].Pair?.AsMemory());
        }
    }
}
