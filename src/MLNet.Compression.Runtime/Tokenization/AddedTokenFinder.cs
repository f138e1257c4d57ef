using System.Buffers;
using System.Globalization;
using System.Text;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Finds added tokens spelt out in a text: the leftmost first, of those that start at one place the longest.</summary>
/// <remarks>As the reference's tokenizers do it, where a token that may not stand beside letters is passed over if it does.</remarks>
internal sealed class AddedTokenFinder
{
    // Those of each first character, the longest first.
    private readonly Dictionary<char, AddedToken[]> _tokens;
    private readonly SearchValues<string> _texts;

    /// <param name="tokens">Tokens with texts that are not empty; of those of one text the first counts.</param>
    public AddedTokenFinder(IEnumerable<AddedToken> tokens)
    {
        List<AddedToken> distinct = [.. tokens.DistinctBy(token => token.Text, StringComparer.Ordinal)];
        _tokens = distinct.GroupBy(token => token.Text[0]).ToDictionary(same => same.Key, same => same.OrderByDescending(token => token.Text.Length).ToArray());
        _texts = SearchValues.Create([.. distinct.Select(token => token.Text)], StringComparison.Ordinal);
    }

    /// <summary>A finder of tokens; null if there are none.</summary>
    public static AddedTokenFinder? Of(IEnumerable<AddedToken> tokens) => tokens.Any() ? new AddedTokenFinder(tokens) : null;

    /// <summary>Finds the next one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where the last one ended, with the space that it took in.</param>
    /// <param name="search">Where to look from, at first the start of the text; afterwards where to look on: space that a token takes in may be part of the next one.</param>
    /// <param name="token">The token with the space that it takes in.</param>
    /// <returns>False where there is none.</returns>
    public bool Find(ReadOnlySpan<char> text, int from, ref int search, out TokenSpan token)
    {
        for (int next; (next = text[search..].IndexOfAny(_texts)) >= 0;)
        {
            var start = search + next;
            var found = At(text[start..]);
            var end = search = start + found.Text.Length;
            if (!found.IsSingleWord || !IsPartOfWord(text, start, end))
            {
                token = new TokenSpan(
                    found.Id,
                    found.StripsLeft ? Math.Max(from, text[..start].TrimEnd().Length) : start,
                    found.StripsRight ? text.Length - text[end..].TrimStart().Length : end);
                return true;
            }
        }

        token = default;
        return false;
    }

    private AddedToken At(ReadOnlySpan<char> text)
    {
        foreach (var token in _tokens[text[0]])
        {
            if (text.StartsWith(token.Text, StringComparison.Ordinal))
            {
                return token;
            }
        }

        throw new InvalidOperationException("A token was found that is none.");
    }

    private static bool IsPartOfWord(ReadOnlySpan<char> text, int start, int end)
    {
        Rune.DecodeLastFromUtf16(text[..start], out var before, out _);
        Rune.DecodeFromUtf16(text[end..], out var after, out _);
        return (start > 0 && IsOfWord(before)) || (end < text.Length && IsOfWord(after));
    }

    private static bool IsOfWord(Rune rune)
    {
        const int NonJoiner = 0x200C, Joiner = 0x200D;
        return rune.Value is NonJoiner or Joiner || Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;
    }
}
