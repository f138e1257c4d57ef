namespace MLNet.Compression.Runtime.Tokenization.SentencePiece;

/// <summary>A piece of a SentencePiece model.</summary>
/// <param name="Text">How it is spelt, with ▁ for spaces.</param>
/// <param name="Score">The logarithm of its probability.</param>
/// <param name="Type">What it is for.</param>
internal readonly record struct ScoredPiece(string Text, float Score, PieceType Type);
