namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Which tokens of a vocabulary are looked for in a text.</summary>
internal static class AddedTokens
{
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="recognizeSpecial">Whether the special tokens are among them.</param>
    public static IEnumerable<AddedToken> In(Vocabulary vocabulary, bool recognizeSpecial)
    {
        var special = vocabulary.Names.All;
        var added = recognizeSpecial ? vocabulary.AddedTokens : vocabulary.AddedTokens.Where(token => !special.Contains(token.Text));
        return recognizeSpecial ? added.Concat(SpecialOf(vocabulary)) : added;
    }

    /// <summary>All added and special tokens that a vocabulary has, in the order of their ids.</summary>
    public static IEnumerable<AddedToken> AllOf(Vocabulary vocabulary) =>
        In(vocabulary, recognizeSpecial: true).DistinctBy(token => token.Text, StringComparer.Ordinal).OrderBy(token => token.Id);

    /// <summary>The special tokens that a vocabulary has, as they are found in a text where its files say nothing else.</summary>
    private static IEnumerable<AddedToken> SpecialOf(Vocabulary vocabulary)
    {
        foreach (var name in vocabulary.Names.All.Distinct(StringComparer.Ordinal))
        {
            if (vocabulary.TryGetId(name, out var id))
            {
                yield return new AddedToken(name, id, IsSpecial: true);
            }
        }
    }
}
