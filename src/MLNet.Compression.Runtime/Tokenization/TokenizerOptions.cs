namespace MLNet.Compression;

/// <summary>How text is normalised and split before WordPiece. The defaults are those of <c>bert-base-uncased</c>.</summary>
public sealed record TokenizerOptions
{
    /// <summary>The largest <see cref="MaxWordLength"/>, so that no vocabulary makes a long word costly.</summary>
    internal const int MostMaxWordLength = 1000;

    /// <summary>Lower-cases, character by character. On by default; off for cased models.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Decomposes characters and drops non-spacing marks. Null, the default, means: as <see cref="LowerCase"/>.</summary>
    public bool? StripAccents { get; init; }

    /// <summary>Whether spacing and enclosing marks are dropped with the accents, as some tokenizers do that are not BERT's own.</summary>
    internal bool StripOtherMarks { get; init; }

    /// <summary>Makes each CJK ideograph a word of its own. On by default.</summary>
    public bool SplitCjk { get; init; } = true;

    /// <summary>Drops control characters and turns every white space into a space. On by default.</summary>
    public bool CleanText { get; init; } = true;

    /// <summary>A word of more normalised code points than this becomes one [UNK]. 1 to 1,000; 100 by default.</summary>
    public int MaxWordLength { get; init; } = 100;

    /// <summary>Whether a text that is too long loses its first tokens instead of its last. Off by default.</summary>
    public bool TruncateLeft { get; init; }

    /// <summary>
    /// Whether <c>[CLS]</c>, <c>[SEP]</c>, <c>[PAD]</c>, <c>[UNK]</c> and <c>[MASK]</c> spelt out in a text become the special tokens.
    /// Off by default, so that no text can inject one; the published tokenizers have it on. Tokens that somebody added to a model's tokenizer
    /// beside those are always recognised.
    /// </summary>
    public bool RecognizeSpecialTokens { get; init; }
}
