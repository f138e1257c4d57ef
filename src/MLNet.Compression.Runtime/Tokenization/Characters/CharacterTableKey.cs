namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>The options that decide what becomes of a character.</summary>
internal readonly record struct CharacterTableKey(bool CleanText, bool SplitCjk, bool StripAccents, bool LowerCase, bool StripOtherMarks)
{
    /// <summary>How many keys there are.</summary>
    public const int Count = 32;

    /// <summary>A number for each key, from 0.</summary>
    public int Number => (CleanText ? 1 : 0) | (SplitCjk ? 2 : 0) | (StripAccents ? 4 : 0) | (LowerCase ? 8 : 0) | (StripOtherMarks ? 16 : 0);

    public static CharacterTableKey Of(TokenizerOptions options) =>
        new(options.CleanText, options.SplitCjk, options.StripAccents ?? options.LowerCase, options.LowerCase, options.StripOtherMarks);
}
