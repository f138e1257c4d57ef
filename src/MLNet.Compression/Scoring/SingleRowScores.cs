using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Scoring;

/// <summary>Scores the row when its score is asked for; score and predicted label of the same text are computed once.</summary>
/// <remarks>Texts are compared and not positions, since not every row that moves on has another position.</remarks>
internal sealed class SingleRowScores(DataViewRow row, TextColumnNames columns, IRowScorer scorer) : IScoreSource
{
    private readonly TextColumnReader _reader = new(row, columns.Text, columns.Pair);
    private readonly float[] _scores = new float[scorer.Outputs];
    private RememberedText _text = new();
    private RememberedText _pair = new();

    public ReadOnlySpan<float> Current()
    {
        _reader.Read();
        var text = _reader.Text.Span;
        var pair = _reader.Pair.GetValueOrDefault().Span;
        if (!_text.Is(text) || !_pair.Is(pair))
        {
            _text.Forget();
            scorer.Score(text, pair, _scores);
            _text.Remember(text);
            _pair.Remember(pair);
        }

        return _scores;
    }
}
