namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>A slot of <see cref="TrieEdges"/>. A slot of zeros is free.</summary>
/// <param name="Parent">The node it starts from, and 2.</param>
/// <param name="Code">The code point's number.</param>
/// <param name="Id">The piece that ends here, and 1; 0 for none.</param>
internal record struct TrieEdge(int Parent, int Code, int Id);
