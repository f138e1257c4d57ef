namespace MLNet.Compression.Runtime.Inference.Answers;

/// <summary>The best answers so far, the best first, and the sum of the exponentials of all scores.</summary>
/// <param name="answers">Receives the answers.</param>
internal ref struct BestAnswers(Span<FoundAnswer> answers)
{
    private readonly Span<FoundAnswer> _answers = answers;
    private int _count;
    private double _largest = double.NegativeInfinity;
    private double _sum;

    /// <summary>Takes an answer in; of equal ones the earlier stays before the later.</summary>
    public void Add(float score, int start, int length)
    {
        if (score > _largest)
        {
            (_sum, _largest) = (_sum * Math.Exp(_largest - score), score);
        }

        _sum += Math.Exp(score - _largest);
        if (_count < _answers.Length)
        {
            _count++;
        }
        else if (_count == 0 || score <= _answers[_count - 1].Score)
        {
            return;
        }

        var place = _count - 1;
        for (; place > 0 && _answers[place - 1].Score < score; place--)
        {
            _answers[place] = _answers[place - 1];
        }

        _answers[place] = new FoundAnswer(start, length, score);
    }

    /// <summary>Scores as probabilities.</summary>
    /// <returns>Number of answers.</returns>
    public readonly int ToProbabilities()
    {
        foreach (ref var answer in _answers[.._count])
        {
            answer = answer with { Score = (float)(Math.Exp(answer.Score - _largest) / _sum) };
        }

        return _count;
    }
}
