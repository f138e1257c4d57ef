namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Which tokens stand for words: the first piece of each, as Devlin et al. (2019, section 5.3) have it.</summary>
internal static class FirstPieces
{
    public const int None = -1;

    /// <summary>The first token that starts within each word; <see cref="None"/> for a word without any, as one of control characters.</summary>
    /// <param name="tokens">The tokens of the text, in its order.</param>
    /// <param name="words">The words, in its order.</param>
    public static int[] Of(ReadOnlySpan<TokenSpan> tokens, ReadOnlySpan<WordSpan> words)
    {
        var (pieces, token) = (new int[words.Length], 0);
        for (var word = 0; word < words.Length; word++)
        {
            while (token < tokens.Length && tokens[token].Start < words[word].Start)
            {
                token++;
            }

            pieces[word] = token < tokens.Length && tokens[token].Start < words[word].End ? token : None;
        }

        return pieces;
    }
}
