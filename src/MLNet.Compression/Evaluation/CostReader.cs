using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Scoring.LookAhead;

namespace MLNet.Compression.Evaluation;

/// <summary>Reads what a model adds to rows, and times that.</summary>
internal sealed class CostReader : IDisposable
{
    private readonly IDataView _rows;
    private readonly CostOptions _options;
    private readonly int[] _words;

    /// <exception cref="ArgumentException">There are no rows, or there is no column of texts.</exception>
    public CostReader(IDataView rows, CostOptions options)
    {
        (_rows, _options) = (rows, options);
        _words = Words(rows, options.TextColumnName);
        if (_words.Length == 0)
        {
            throw new ArgumentException("The data has no rows to measure with.", nameof(rows));
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows => _words.Length;

    /// <summary>Rows a second in the fastest of several passes over all.</summary>
    public double RowsPerSecond(ITransformer model)
    {
        var view = model.Transform(_rows);
        ReadAll(view);
        var fastest = Enumerable.Range(0, _options.Passes).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            ReadAll(view);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
        return Rows / fastest;
    }

    /// <summary>The words of each row and the milliseconds that it takes by itself, of several passes; none where the model can't map single rows.</summary>
    public IReadOnlyList<(int Words, double Milliseconds)> TimesOfRows(ITransformer model)
    {
        if (!model.IsRowToRowMapper)
        {
            return [];
        }

        var mapper = model.GetRowToRowMapper(_rows.Schema);
        var times = new List<(int, double)>();
        for (var pass = 0; pass <= _options.Passes; pass++)
        {
            TimeRows(mapper, pass == 0 ? null : times);
        }

        return times;
    }

    public void Dispose() => (_rows as IDisposable)?.Dispose();

    /// <summary>The words of each row in a column, or in the one with the most words.</summary>
    private static int[] Words(IDataView rows, string? name)
    {
        if (name is not null)
        {
            ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(rows.Schema), [name]);
            return WordsOf(rows, rows.Schema[name]);
        }

        var texts = rows.Schema.Where(column => !column.IsHidden && column.Type is TextDataViewType).Select(column => WordsOf(rows, column));
        return texts.MaxBy(words => words.Sum()) ?? throw new ArgumentException("The data has no column of texts.", nameof(rows));
    }

    private static int[] WordsOf(IDataView rows, DataViewSchema.Column column) =>
        [.. rows.GetColumn<ReadOnlyMemory<char>>(column).Select(text => text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length)];

    private DataViewSchema.Column[] Added(DataViewSchema output) =>
        [.. output.Where(column => !column.IsHidden && (_rows.Schema.GetColumnOrNull(column.Name) is not { } input || column.Index >= _rows.Schema.Count || input.Type != column.Type))];

    private void ReadAll(IDataView view)
    {
        var columns = Added(view.Schema);
        using var cursor = view.GetRowCursor(columns);
        var values = Values(cursor, columns);
        while (cursor.MoveNext())
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            Read(values);
        }
    }

    private void TimeRows(IRowToRowMapper mapper, List<(int Words, double Milliseconds)>? times)
    {
        var columns = Added(mapper.OutputSchema);
        using var cursor = _rows.GetRowCursor(mapper.GetDependencies(columns));
        using var row = mapper.GetRow(cursor, columns);
        var values = Values(row, columns);
        for (var index = 0; cursor.MoveNext(); index++)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            Read(values);
            times?.Add((_words[index], Stopwatch.GetElapsedTime(start).TotalMilliseconds));
        }
    }

    /// <summary>What reads the values of all columns; of types that only their source can copy none.</summary>
    private static KeptColumn[] Values(DataViewRow row, DataViewSchema.Column[] columns) => [.. columns.Select(column => KeptColumn.Of(row, column)).OfType<KeptColumn>()];

    private static void Read(KeptColumn[] values)
    {
        foreach (var value in values)
        {
            value.Keep(0);
        }
    }
}
