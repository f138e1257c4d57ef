namespace MLNet.Compression.Runtime.Inference.Answers;

/// <summary>A question and a text as tokens, and the windows in which a model reads them: [CLS] question [SEP] part of the text [SEP]. Reusable; not safe for several threads.</summary>
internal sealed class QuestionWindows
{
    private readonly TokenizedText _question = new();
    private readonly TokenizedText _context = new();
    private readonly List<TokenWindow> _windows = [];

    /// <summary>The tokens of the text, with their offsets.</summary>
    public ReadOnlySpan<TokenSpan> Context => _context.Tokens;

    /// <summary>The windows, first to last; they are sequences of the batch that they were added to.</summary>
    public IReadOnlyList<TokenWindow> Windows => _windows;

    /// <summary>Appends the windows to a batch, a sequence each.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="maxTokens">The most tokens that the model reads.</param>
    /// <param name="question">The question.</param>
    /// <param name="context">The text.</param>
    /// <param name="options">How long a question may be, and what windows share.</param>
    /// <exception cref="ArgumentException">The model reads too few tokens for a question and a text.</exception>
    public void AddTo(TokenBatch batch, TextTokenizer tokenizer, int maxTokens, ReadOnlySpan<char> question, ReadOnlySpan<char> context, AnswerOptions options)
    {
        var room = maxTokens - tokenizer.PairSpecialTokens;
        if (room < 2)
        {
            throw new ArgumentException($"The model reads {maxTokens} tokens: too few for a question and a text, which have {tokenizer.PairSpecialTokens} special ones.", nameof(maxTokens));
        }

        tokenizer.Encode(question, _question);
        tokenizer.Encode(context, _context);
        _question.Truncate(Math.Min(options.MostQuestionTokens, room / 2));
        _windows.Clear();
        tokenizer.AddWindowsTo(batch, _question, _context, maxTokens, Math.Min(options.Stride, (room - _question.Count) / 2), _windows);
    }

    /// <summary>Whether a token of the text has at least as much text around it in this window as in any other that holds it (Devlin et al. 2019); of equal windows in the first.</summary>
    public bool HasMostContext(int window, int token)
    {
        var own = ContextOf(window, token);
        for (var other = window - 1; other >= 0 && ContextOf(other, token) is >= 0 and var around; other--)
        {
            if (around >= own)
            {
                return false;
            }
        }

        for (var other = window + 1; other < _windows.Count && ContextOf(other, token) is >= 0 and var around; other++)
        {
            if (around > own)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Tokens between a token and the nearer end of a window; less than 0 outside of it.</summary>
    private int ContextOf(int window, int token)
    {
        var (first, last) = (_windows[window].FirstToken, _windows[window].FirstToken + _windows[window].TokenCount - 1);
        return Math.Min(token - first, last - token);
    }
}
