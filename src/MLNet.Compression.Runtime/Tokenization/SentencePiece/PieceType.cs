namespace MLNet.Compression.Runtime.Tokenization.SentencePiece;

/// <summary>What a piece of a SentencePiece model is for, by the numbers of its format.</summary>
internal enum PieceType
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}
