namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Finds special tokens spelt out in a text.</summary>
internal sealed class SpecialTokenFinder(Vocabulary vocabulary)
{
    private readonly (string Text, int Id)[] _tokens =
        [.. SpecialTokens.All.Where(t => vocabulary.TryGetId(t, out _)).Select(t => (t, IdOf(vocabulary, t)))];

    /// <summary>Finds the next one at or after a position.</summary>
    /// <returns>False where there is none.</returns>
    public bool Find(ReadOnlySpan<char> text, int from, out TokenSpan token)
    {
        for (int next; (next = text[from..].IndexOf('[')) >= 0; from++)
        {
            from += next;
            foreach ((string special, int id) in _tokens)
            {
                if (text[from..].StartsWith(special, StringComparison.Ordinal))
                {
                    token = new TokenSpan(id, from, from + special.Length);
                    return true;
                }
            }
        }

        token = default;
        return false;
    }

    private static int IdOf(Vocabulary vocabulary, string token)
    {
        vocabulary.TryGetId(token, out int id);
        return id;
    }
}
