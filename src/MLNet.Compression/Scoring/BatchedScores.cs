using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Scoring;

/// <summary>Scores rows in batches, read ahead by a second cursor over the same rows in the same order.</summary>
/// <remarks>Nothing is read or scored before a score is asked for. Batches start small, for those who look at the first rows only.</remarks>
internal sealed class BatchedScores : IScoreSource, IDisposable
{
    private const int FirstBatch = 8;
    private const int LargestBatch = 64;

    private readonly DataViewRowCursor _ahead;
    private readonly TextColumnReader _reader;
    private readonly ValueGetter<DataViewRowId> _aheadId;
    private readonly ValueGetter<DataViewRowId> _rowId;
    private readonly TextScorer _scorer;
    private readonly TokenBatch _batch = new();
    private readonly List<DataViewRowId> _ids = [];
    private float[] _scores = [];
    private int _batchSize = FirstBatch;
    private long _row = -1;
    private long _firstOfBatch;

    /// <param name="rows">The cursor whose rows are scored.</param>
    /// <param name="ahead">The second cursor; disposed of with this.</param>
    /// <param name="columns">The text columns, active in <paramref name="ahead"/>.</param>
    /// <param name="scorer">The model.</param>
    public BatchedScores(DataViewRowCursor rows, DataViewRowCursor ahead, TextColumns columns, TextScorer scorer)
    {
        _ahead = ahead;
        _scorer = scorer;
        _reader = new TextColumnReader(ahead, columns);
        _aheadId = ahead.GetIdGetter();
        _rowId = rows.GetIdGetter();
    }

    /// <summary>Follows the cursor to its next row.</summary>
    public void MoveNext() => _row++;

    public ReadOnlySpan<float> Current()
    {
        if (_row < 0)
        {
            throw new InvalidOperationException("The cursor is not at a row: call MoveNext first.");
        }

        if (_row >= _firstOfBatch + _ids.Count)
        {
            FillBatch();
        }

        var index = (int)(_row - _firstOfBatch);
        DataViewRowId id = default;
        _rowId(ref id);
        return index < _ids.Count && id.Equals(_ids[index])
            ? _scores.AsSpan(index * _scorer.Outputs, _scorer.Outputs)
            : throw new InvalidOperationException(
                $"Row {_row} differs between two readings of the data, which has to give the same rows each time. Put it into memory first: mlContext.Data.Cache(data).");
    }

    public void Dispose() => _ahead.Dispose();

    private void FillBatch()
    {
        for (var skipped = _firstOfBatch + _ids.Count; skipped < _row && _ahead.MoveNext(); skipped++)
        {
        }

        _firstOfBatch = _row;
        _ids.Clear();
        _batch.Clear();
        while (_ids.Count < _batchSize && _ahead.MoveNext())
        {
            _reader.Read();
            _scorer.AddTo(_batch, _reader.Text.Span, _reader.Pair.GetValueOrDefault().Span);
            DataViewRowId id = default;
            _aheadId(ref id);
            _ids.Add(id);
        }

        if (_scores.Length < _ids.Count * _scorer.Outputs)
        {
            _scores = new float[_ids.Count * _scorer.Outputs];
        }

        _scorer.Score(_batch, _scores);
        _batchSize = Math.Min(_batchSize * 2, LargestBatch);
    }
}
