namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>What the normaliser does with a code point.</summary>
internal enum CharacterKind
{
    /// <summary>Part of a word, as one code point.</summary>
    Letter,

    /// <summary>Part of a word, as several code points.</summary>
    Expansion,

    /// <summary>A Hangul syllable that becomes its jamo.</summary>
    HangulSyllable,

    /// <summary>Part of a word, and is or ends in a mark that other marks around it may have to change places with.</summary>
    Mark,

    /// <summary>A word of its own.</summary>
    Isolated,

    /// <summary>Separates words.</summary>
    Space,

    /// <summary>Leaves no trace.</summary>
    Removed,
}
