namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Finds special tokens spelt out in a text.</summary>
internal sealed class SpecialTokenFinder(IEnumerable<(string Text, int Id)> tokens)
{
    private readonly (string Text, int Id)[] _tokens = [.. tokens];

    /// <summary>Finds those of BERT's special tokens that a vocabulary has.</summary>
    public static SpecialTokenFinder Of(Vocabulary vocabulary) =>
        new(SpecialTokens.All.Where(token => vocabulary.TryGetId(token, out _)).Select(token => (token, IdOf(vocabulary, token))));

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
