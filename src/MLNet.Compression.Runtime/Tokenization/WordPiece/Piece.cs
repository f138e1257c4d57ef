namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>A vocabulary id and the number of code points it covers.</summary>
internal readonly record struct Piece(int Id, int Length);
