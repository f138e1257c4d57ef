using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Scoring;

/// <summary>Scores the row when its score is asked for; the columns of the same text are computed once.</summary>
/// <remarks>Texts are compared and not positions, since not every row that moves on has another position.</remarks>
internal sealed class SingleRowScores<TResult>(DataViewRow row, TextColumnNames columns, RowScorer<TResult> scorer) : IScoreSource<TResult>
    where TResult : class
{
    private readonly TextColumnReader _reader = new(row, columns.Text, columns.Pair);
    private TResult? _result;
    private RememberedText _text = new();
    private RememberedText _pair = new();
    private WordSpan[]? _words;

    public TResult Current()
    {
        _reader.Read();
        var (text, pair) = (_reader.Text, _reader.Pair.GetValueOrDefault());
        if (_result is null || !_text.Is(text.Span) || !_pair.Is(pair.Span) || !_words.AsSpan().SequenceEqual(_reader.Words))
        {
            _text.Forget();
            scorer.Score(new TextPair(text, pair) { Words = _reader.Words }, ref _result);
            _text.Remember(text.Span);
            _pair.Remember(pair.Span);
            _words = _reader.Words;
        }

        return _result;
    }
}
