using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;

namespace MLNet.Compression.Scoring;

/// <summary>Scores the row when its score is asked for; score and predicted label of the same text are computed once.</summary>
internal sealed class SingleRowScores(DataViewRow row, TextColumns columns, TextScorer scorer) : IScoreSource
{
    private readonly TextColumnReader _reader = new(row, columns);
    private readonly float[] _scores = new float[scorer.Classes];
    private string? _text;
    private string? _pair;

    public ReadOnlySpan<float> Current()
    {
        _reader.Read();
        var text = _reader.Text.Span;
        var pair = _reader.Pair.GetValueOrDefault().Span;
        if (_text is null || !text.SequenceEqual(_text) || !pair.SequenceEqual(_pair))
        {
            _text = null;
            scorer.Score(text, pair, _scores);
            (_text, _pair) = (text.ToString(), pair.ToString());
        }

        return _scores;
    }
}
