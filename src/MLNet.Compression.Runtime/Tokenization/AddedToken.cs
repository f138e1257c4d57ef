namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>A token that is found in a text as it stands, before the text is split into words.</summary>
/// <param name="Text">How it is spelt; not empty.</param>
/// <param name="Id">Its id: that of the piece of the same text, or one behind all pieces.</param>
/// <param name="IsSpecial">Whether it marks something and is no text, for other programs that turn ids into text.</param>
internal sealed record AddedToken(string Text, int Id, bool IsSpecial)
{
    /// <summary>Whether it is found in normalised text, spelt as normalising spells it; otherwise in the text as it came.</summary>
    public bool IsNormalized { get; init; }

    /// <summary>Whether no letter, digit, mark or underscore may stand beside it.</summary>
    public bool IsSingleWord { get; init; }

    /// <summary>Whether it takes in the white space before it.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Whether it takes in the white space behind it.</summary>
    public bool StripsRight { get; init; }

    /// <summary>Whether none of the properties above is set.</summary>
    public bool IsPlain => !IsNormalized && !IsSingleWord && !StripsLeft && !StripsRight;
}
