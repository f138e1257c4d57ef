namespace MLNet.Compression;

/// <summary>How answers are looked for in a text.</summary>
public sealed record AnswerOptions
{
    /// <summary>A text that is longer than the model reads is read in windows, and this many of its tokens stand in two of them; at least 0. Never more than half of a window. Default 128.</summary>
    public int Stride { get; init; } = 128;

    /// <summary>The most tokens of an answer; at least 1. Default 30.</summary>
    public int MostAnswerTokens { get; init; } = 30;

    /// <summary>Longer questions are cut to this many tokens; at least 1. Never more than half of what the model reads. Default 64.</summary>
    public int MostQuestionTokens { get; init; } = 64;

    /// <summary>Whether a text may have no answer to a question (Rajpurkar et al. 2018). Default false.</summary>
    public bool MayHaveNone { get; init; }

    /// <summary>These options, if each is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
    internal AnswerOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Stride);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostAnswerTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostQuestionTokens, 1);
        return this;
    }
}
