namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>The options that decide what becomes of a character.</summary>
internal readonly record struct CharacterTableKey(bool CleanText, bool SplitCjk, bool StripAccents, bool LowerCase)
{
    public static CharacterTableKey Of(TokenizerOptions options) =>
        new(options.CleanText, options.SplitCjk, options.StripAccents ?? options.LowerCase, options.LowerCase);
}
