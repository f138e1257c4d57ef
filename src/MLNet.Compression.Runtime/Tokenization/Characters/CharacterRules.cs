namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>BERT's basic tokenizer for one code point: clean, split CJK, strip accents, lower-case, split.</summary>
internal sealed class CharacterRules(CharacterData data, CharacterTableKey options)
{
    private const int FirstHangulSyllable = 0xAC00;
    private const int LastHangulSyllable = 0xD7A3;

    /// <summary>The most code points that one becomes.</summary>
    public const int MostResults = 16;

    /// <summary>The canonical combining class of a code point.</summary>
    public int CombiningClass(int codePoint) => data.CombiningClasses.Of(codePoint);

    /// <summary>Whether text cleaning drops a code point, so that the later steps never see it.</summary>
    public bool IsCleanedAway(int codePoint) => options.CleanText && data.Removed.Contains(codePoint);

    /// <param name="codePoint">A code point.</param>
    /// <param name="result">Receives what it becomes, if it becomes a part of a word [<see cref="MostResults"/>].</param>
    /// <param name="count">How many code points that is.</param>
    public CharacterKind Classify(int codePoint, Span<int> result, out int count)
    {
        count = 0;
        if (IsCleanedAway(codePoint))
        {
            return CharacterKind.Removed;
        }

        if (options.CleanText && data.Space.Contains(codePoint))
        {
            return CharacterKind.Space;
        }

        if (options.StripAccents && codePoint is >= FirstHangulSyllable and <= LastHangulSyllable)
        {
            return CharacterKind.HangulSyllable;
        }

        count = Normalize(codePoint, result);
        if (options.StripAccents && count > 0 && data.CombiningClasses.Of(result[count - 1]) != 0)
        {
            return CharacterKind.Mark;
        }

        if (count != 1)
        {
            return count == 0 ? CharacterKind.Removed : CharacterKind.Expansion;
        }

        if (data.WhiteSpaceInSplit.Contains(result[0]))
        {
            return CharacterKind.Space;
        }

        var isolated = data.Punctuation.Contains(result[0]) || (options.SplitCjk && data.Cjk.Contains(codePoint));
        return isolated ? CharacterKind.Isolated : CharacterKind.Letter;
    }

    private int Normalize(int codePoint, Span<int> result)
    {
        Span<int> parts = stackalloc int[MostResults];
        var partCount = 1;
        parts[0] = codePoint;
        if (options.StripAccents)
        {
            partCount = data.WithoutAccents.Append(codePoint, parts, 0);
        }

        var count = 0;
        foreach (var part in parts[..partCount])
        {
            if ((options.StripAccents && data.Accent.Contains(part)) || (options.StripOtherMarks && data.OtherMarks.Contains(part)))
            {
                continue;
            }

            result[count] = part;
            count = options.LowerCase ? data.LowerCase.Append(part, result, count) : count + 1;
        }

        return count;
    }
}
