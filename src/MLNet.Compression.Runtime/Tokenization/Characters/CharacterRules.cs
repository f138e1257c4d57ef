namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>BERT's basic tokenizer for one code point: clean, split CJK, strip accents, lower-case, split.</summary>
internal sealed class CharacterRules(CharacterData data, CharacterTableKey options)
{
    private const int FirstHangulSyllable = 0xAC00;
    private const int LastHangulSyllable = 0xD7A3;

    /// <summary>Where the outcome may change; between two boundaries all code points fare alike.</summary>
    public IEnumerable<int> Boundaries => data.Boundaries.Concat([FirstHangulSyllable, LastHangulSyllable + 1]);

    /// <summary>The canonical combining class of a code point.</summary>
    public int CombiningClass(int codePoint) => data.CombiningClasses.Of(codePoint);

    /// <summary>Whether text cleaning drops a code point, so that the later steps never see it.</summary>
    public bool IsCleanedAway(int codePoint) => options.CleanText && data.Removed.Contains(codePoint);

    public CharacterKind Classify(int codePoint, out int[] result)
    {
        result = [];
        if (IsCleanedAway(codePoint))
            return CharacterKind.Removed;
        if (options.CleanText && data.Space.Contains(codePoint))
            return CharacterKind.Space;
        if (options.StripAccents && codePoint is >= FirstHangulSyllable and <= LastHangulSyllable)
            return CharacterKind.HangulSyllable;
        result = Normalize(codePoint);
        if (options.StripAccents && result.Length > 0 && data.CombiningClasses.Of(result[^1]) != 0)
            return CharacterKind.Mark;
        if (result.Length != 1)
            return result.Length == 0 ? CharacterKind.Removed : CharacterKind.Expansion;
        if (data.WhiteSpaceInSplit.Contains(result[0]))
            return CharacterKind.Space;
        bool isolated = data.Punctuation.Contains(result[0]) || (options.SplitCjk && data.Cjk.Contains(codePoint));
        return isolated ? CharacterKind.Isolated : CharacterKind.Letter;
    }

    private int[] Normalize(int codePoint)
    {
        IEnumerable<int> result = [codePoint];
        if (options.StripAccents)
            result = data.WithoutAccents.Apply(codePoint).Where(c => !data.Accent.Contains(c));
        if (options.LowerCase)
            result = result.SelectMany(data.LowerCase.Apply);
        return [.. result];
    }
}
