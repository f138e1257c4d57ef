using MLNet.Compression.Runtime.Tests.Tokenization.Characters;
using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>The reference's steps one after the other, in the plainest way: no fast paths, no tables.</summary>
internal sealed class ReferenceTokenizer(string model)
{
    private const int MaxWordLength = 100;

    private readonly ReferenceCharacters _characters =
        new(TokenizerGolden.Json("code-points.json"), lowerCase: model == "bert-base-uncased");

    private readonly Dictionary<string, int> _ids =
        TokenizerGolden.VocabularyTokens(model).Select((token, id) => (token, id)).ToDictionary(t => t.token, t => t.id);

    public List<TokenSpan> Encode(string text)
    {
        var tokens = new List<TokenSpan>();
        var word = new List<TokenSpan>();
        for (int start = 0, end; start < text.Length; start = end)
        {
            int codePoint = 0xFFFD;
            end = start + 1;
            if (!char.IsSurrogate(text[start]))
                codePoint = text[start];
            else if (char.IsSurrogatePair(text, start < text.Length - 1 ? start : start - 1) && char.IsHighSurrogate(text[start]))
                codePoint = char.ConvertToUtf32(text, (end = start + 2) - 2);
            (CharacterKind kind, int[] result) = _characters.Classify(codePoint);
            if (kind is CharacterKind.Space or CharacterKind.Isolated)
                Finish(word, tokens);
            foreach (int part in kind == CharacterKind.HangulSyllable ? Jamo(codePoint) : kind == CharacterKind.Space ? [] : result)
                word.Add(new TokenSpan(part, start, end));
            if (kind == CharacterKind.Isolated)
                Finish(word, tokens);
        }

        Finish(word, tokens);
        return tokens;
    }

    private static IEnumerable<int> Jamo(int codePoint)
    {
        int index = codePoint - 0xAC00;
        yield return 0x1100 + (index / 588);
        yield return 0x1161 + (index % 588 / 28);
        if (index % 28 != 0)
            yield return 0x11A7 + (index % 28);
    }

    private void Finish(List<TokenSpan> word, List<TokenSpan> tokens)
    {
        var pieces = new List<TokenSpan>();
        for (int start = 0, end; start < word.Count && word.Count <= MaxWordLength; start = end)
        {
            int id = 0;
            for (end = word.Count; end > start && !_ids.TryGetValue(Spell(word, start, end), out id);)
                end--;
            if (end == start)
            {
                pieces.Clear();
                break;
            }

            pieces.Add(new TokenSpan(id, word[start].Start, word[end - 1].End));
        }

        if (pieces.Count == 0 && word.Count > 0)
            pieces.Add(new TokenSpan(_ids["[UNK]"], word[0].Start, word[^1].End));
        tokens.AddRange(pieces);
        word.Clear();
    }

    private static string Spell(List<TokenSpan> word, int start, int end) =>
        (start == 0 ? "" : "##") + string.Concat(word[start..end].Select(c => char.ConvertFromUtf32(c.Id)));
}
