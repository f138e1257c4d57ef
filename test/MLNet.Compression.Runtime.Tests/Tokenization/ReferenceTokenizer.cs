using MLNet.Compression.Runtime.Tests.Tokenization.Characters;
using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>The reference's steps one after the other, in the plainest way: no fast paths, no tables.</summary>
internal sealed class ReferenceTokenizer
{
    private const int MaxWordLength = 100;

    private readonly ReferenceCharacters _characters;
    private readonly Dictionary<string, int> _ids;

    public ReferenceTokenizer(string model)
        : this(TokenizerGolden.VocabularyTokens(model), lowerCase: model == "bert-base-uncased")
    {
    }

    public ReferenceTokenizer(IEnumerable<string> tokens, bool lowerCase)
    {
        _characters = new ReferenceCharacters(TokenizerGolden.Json("code-points.json"), lowerCase);
        _ids = tokens.Select((token, id) => (token, id)).ToDictionary();
    }

    public List<TokenSpan> Encode(string text)
    {
        var tokens = new List<TokenSpan>();
        var word = new List<TokenSpan>();
        foreach ((var kind, var part) in Normalize(text))
        {
            if (kind is CharacterKind.Space or CharacterKind.Isolated)
            {
                Finish(word, tokens);
            }

            if (kind is not (CharacterKind.Space or CharacterKind.Removed))
            {
                word.Add(part);
            }

            if (kind == CharacterKind.Isolated)
            {
                Finish(word, tokens);
            }
        }

        Finish(word, tokens);
        return tokens;
    }

    /// <summary>All code points after decomposition, in canonical order. Places in the text stay in their order.</summary>
    private IEnumerable<(CharacterKind Kind, TokenSpan Part)> Normalize(string text)
    {
        var parts = new List<(CharacterKind Kind, int CodePoint, bool HasPlace)>();
        var places = new List<(int Start, int End)>();
        foreach (var c in CodePointsOf(text).Where(c => !_characters.IsCleanedAway(c.Id)))
        {
            (var kind, var result) = _characters.Classify(c.Id);
            var decomposed = kind == CharacterKind.HangulSyllable ? [.. Jamo(c.Id)] : kind is CharacterKind.Removed or CharacterKind.Space ? [c.Id] : result;
            parts.AddRange(decomposed.Select((part, i) => (kind, part, i == 0)));
            places.Add((c.Start, c.End));
        }

        Order(parts);
        var place = -1;
        foreach ((var kind, var codePoint, var hasPlace) in parts)
        {
            place += hasPlace ? 1 : 0;
            yield return (kind, new TokenSpan(codePoint, places[place].Start, places[place].End));
        }
    }

    // Unicode Standard, D109: swap neighbours until none is left in the wrong order.
    private void Order(List<(CharacterKind Kind, int CodePoint, bool HasPlace)> parts)
    {
        for (var swapped = true; swapped;)
        {
            swapped = false;
            for (var i = 1; i < parts.Count; i++)
            {
                int left = _characters.CombiningClass(parts[i - 1].CodePoint), right = _characters.CombiningClass(parts[i].CodePoint);
                if (right != 0 && left > right)
                {
                    (parts[i - 1], parts[i], swapped) = (parts[i], parts[i - 1], true);
                }
            }
        }
    }

    private static IEnumerable<TokenSpan> CodePointsOf(string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = start + (char.IsSurrogatePair(text, start) ? 2 : 1);
            yield return new TokenSpan(end - start == 2 ? char.ConvertToUtf32(text, start) : char.IsSurrogate(text[start]) ? 0xFFFD : text[start], start, end);
        }
    }

    private static IEnumerable<int> Jamo(int codePoint)
    {
        var index = codePoint - 0xAC00;
        yield return 0x1100 + (index / 588);
        yield return 0x1161 + (index % 588 / 28);
        if (index % 28 != 0)
        {
            yield return 0x11A7 + (index % 28);
        }
    }

    private void Finish(List<TokenSpan> word, List<TokenSpan> tokens)
    {
        var pieces = new List<TokenSpan>();
        for (int start = 0, end; start < word.Count && word.Count <= MaxWordLength; start = end)
        {
            var id = 0;
            for (end = word.Count; end > start && !_ids.TryGetValue(Spell(word, start, end), out id);)
            {
                end--;
            }

            if (end == start)
            {
                pieces.Clear();
                break;
            }

            pieces.Add(new TokenSpan(id, word[start].Start, word[end - 1].End));
        }

        if (pieces.Count == 0 && word.Count > 0)
        {
            pieces.Add(new TokenSpan(_ids["[UNK]"], word[0].Start, word[^1].End));
        }

        tokens.AddRange(pieces);
        word.Clear();
    }

    private static string Spell(List<TokenSpan> word, int start, int end) =>
        (start == 0 ? "" : "##") + string.Concat(word[start..end].Select(c => char.ConvertFromUtf32(c.Id)));
}
