using MLNet.Compression.Runtime.Inference.Answers;

namespace MLNet.Compression.Training.Data;

/// <summary>Questions and the texts that answer them.</summary>
internal sealed partial class TextDataset
{
    private readonly QuestionWindows _question = new();

    /// <summary>Appends a question and a text, a row for each window of the text. A window that does not hold the whole answer points to [CLS] (Devlin et al. 2019, section 4.3).</summary>
    /// <param name="question">The question.</param>
    /// <param name="context">The text.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="options">How the text is read in windows.</param>
    /// <exception cref="InvalidOperationException">The rows so far have another target.</exception>
    public void Add(ReadOnlyMemory<char> question, ReadOnlyMemory<char> context, TrainingAnswer answer, AnswerOptions options)
    {
        _scratch.Clear();
        _question.AddTo(_scratch, _tokenizer, _maxTokens, question.Span, context.Span, options);
        var (first, last) = TokensOf(answer);
        foreach (var window in _question.Windows)
        {
            var tokens = _scratch.SequenceStarts[window.Sequence].._scratch.SequenceStarts[window.Sequence + 1];
            var isWhole = first <= last && first >= window.FirstToken && last < window.FirstToken + window.TokenCount;
            var shift = window.Position - window.FirstToken;
            Add(_scratch.Ids[tokens], _scratch.TokenTypes[tokens], isWhole ? new AnswerSpan(first + shift, last + shift) : default);
        }
    }

    /// <summary>The tokens that a part of the text has some of; the last before the first where there are none.</summary>
    private (int First, int Last) TokensOf(TrainingAnswer answer)
    {
        var context = _question.Context;
        var first = 0;
        while (first < context.Length && context[first].End <= answer.Start)
        {
            first++;
        }

        var last = first - 1;
        while (last + 1 < context.Length && context[last + 1].Start < answer.End)
        {
            last++;
        }

        return (first, last);
    }
}
