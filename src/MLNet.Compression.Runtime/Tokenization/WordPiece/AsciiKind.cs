namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>How the encoder goes on at a character.</summary>
internal enum AsciiKind : byte
{
    /// <summary>Past ASCII, or dropped by cleaning: only the normaliser knows, and a word goes on behind it.</summary>
    General,

    /// <summary>A letter or digit.</summary>
    Word,

    /// <summary>Separates words.</summary>
    Space,

    /// <summary>A word of its own.</summary>
    Isolated,
}
