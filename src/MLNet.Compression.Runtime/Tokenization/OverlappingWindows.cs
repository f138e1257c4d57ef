namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>A text's tokens in windows of at most a number of them. Neighbouring windows share a quarter, so that each token is seen with some on both sides in the window that it counts in.</summary>
/// <param name="tokens">Tokens of the text.</param>
/// <param name="room">Tokens of a window.</param>
internal readonly struct OverlappingWindows(int tokens, int room)
{
    /// <summary>Tokens of each window.</summary>
    public int Length => Math.Min(tokens, room);

    /// <summary>Number of windows, at least 1.</summary>
    public int Count => tokens <= room ? 1 : 1 + ((tokens - room + Step - 1) / Step);

    private int Step => room - (room / 4);

    /// <summary>The first token of a window; the last one ends with the text.</summary>
    public int StartOf(int window) => Math.Min(window * Step, tokens - Length);

    /// <summary>The window that a token counts in: of two that have it the one where it is farther from the edge.</summary>
    public int Of(int token)
    {
        var last = Count - 1;
        return last == 0 ? 0
            : 2 * token >= StartOf(last - 1) + Length + StartOf(last) ? last
            : Math.Clamp(((2 * token) - Length + Step) / (2 * Step), 0, last - 1);
    }
}
