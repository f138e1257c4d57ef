using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Scoring.LookAhead;

namespace MLNet.Compression.Scoring;

/// <summary>Scores rows in batches that are read ahead; by itself a row that can't be.</summary>
/// <remarks>Nothing is read ahead or scored before a score is asked for. Batches start small, for those who look at the first rows only.</remarks>
internal sealed class BatchedScores<TResult> : IScoreSource<TResult>
    where TResult : class
{
    private const int FirstBatch = 8;
    private const int LargestBatch = 64;

    private readonly LookAheadCursor _rows;
    private readonly KeptTexts _texts;
    private readonly KeptTexts? _pairs;
    private readonly RowScorer<TResult> _scorer;
    private readonly RunningExecution _execution;
    private readonly SingleRowScores<TResult> _alone;
    private readonly List<TextPair> _batch = [];
    private readonly TResult?[] _results = new TResult?[LargestBatch];
    private int _scored;
    private int _batchSize = FirstBatch;

    /// <param name="rows">The rows; the text columns are active in them.</param>
    /// <param name="mapper">The columns.</param>
    /// <param name="scorer">The model.</param>
    /// <param name="execution">What may stop the scoring.</param>
    public BatchedScores(LookAheadCursor rows, TextModelMapper mapper, RowScorer<TResult> scorer, RunningExecution execution)
    {
        _rows = rows;
        _scorer = scorer;
        _execution = execution;
        _alone = new SingleRowScores<TResult>(rows, mapper.Columns.Texts, scorer);
        _texts = new KeptTexts(rows, mapper.Texts[0]);
        _pairs = mapper.Texts.Count > 1 ? new KeptTexts(rows, mapper.Texts[1]) : null;
    }

    public TResult Current()
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

        return _results[_rows.Row]!;
    }

    private void ScoreBatch()
    {
        _batch.Clear();
        for (var row = 0; row < _rows.Kept; row++)
        {
            var (text, words) = _texts.Of(row);
            _batch.Add(new TextPair(text, _pairs?.Of(row).Text ?? default) { Words = words });
        }

        _scorer.Score(_batch, _results.AsSpan(0, _rows.Kept));
        _scored = _rows.Reading;
        _batchSize = Math.Min(_batchSize * 2, LargestBatch);
    }
}
