namespace MLNet.Compression;

/// <summary>A piece that may stand at a masked place.</summary>
/// <param name="Id">Its vocabulary id.</param>
/// <param name="Piece">The piece as the vocabulary has it; one that continues a word begins with ##.</param>
/// <param name="Probability">Its probability among all pieces.</param>
public readonly record struct LikelyPiece(int Id, string Piece, float Probability);
