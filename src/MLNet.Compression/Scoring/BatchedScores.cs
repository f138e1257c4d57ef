using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Scoring.LookAhead;

namespace MLNet.Compression.Scoring;

/// <summary>Scores rows in batches that are read ahead; by itself a row that can't be.</summary>
/// <remarks>Nothing is read ahead or scored before a score is asked for. Batches start small, for those who look at the first rows only.</remarks>
internal sealed class BatchedScores : IScoreSource
{
    private const int FirstBatch = 8;
    private const int LargestBatch = 64;

    private readonly LookAheadCursor _rows;
    private readonly KeptColumn<ReadOnlyMemory<char>> _texts;
    private readonly KeptColumn<ReadOnlyMemory<char>>? _pairs;
    private readonly IRowScorer _scorer;
    private readonly RunningExecution _execution;
    private readonly SingleRowScores _alone;
    private readonly TokenBatch _batch = new();
    private float[] _scores = [];
    private int _scored;
    private int _batchSize = FirstBatch;

    /// <param name="rows">The rows; the text columns are active in them.</param>
    /// <param name="mapper">The model.</param>
    /// <param name="execution">What may stop the scoring.</param>
    public BatchedScores(LookAheadCursor rows, TextModelMapper mapper, RunningExecution execution)
    {
        _rows = rows;
        _scorer = mapper.Scorer;
        _execution = execution;
        _alone = new SingleRowScores(rows, mapper.Columns.Texts, mapper.Scorer);
        _texts = rows.KeptOf<ReadOnlyMemory<char>>(mapper.Texts[0]);
        _pairs = mapper.Texts.Count > 1 ? rows.KeptOf<ReadOnlyMemory<char>>(mapper.Texts[1]) : null;
    }

    public ReadOnlySpan<float> Current()
    {
        _execution.ThrowIfCancelled();
        if (_rows.Row < 0 && !_rows.TryReadAhead(_batchSize))
        {
            return _alone.Current();
        }

        if (_scored != _rows.Reading)
        {
            ScoreBatch();
        }

        return _scores.AsSpan(_rows.Row * _scorer.Outputs, _scorer.Outputs);
    }

    private void ScoreBatch()
    {
        _batch.Clear();
        for (var row = 0; row < _rows.Kept; row++)
        {
            _scorer.AddTo(_batch, _texts[row].Span, _pairs is null ? default : _pairs[row].Span);
        }

        if (_scores.Length < _rows.Kept * _scorer.Outputs)
        {
            _scores = new float[_rows.Kept * _scorer.Outputs];
        }

        _scorer.Score(_batch, _scores);
        _scored = _rows.Reading;
        _batchSize = Math.Min(_batchSize * 2, LargestBatch);
    }
}
