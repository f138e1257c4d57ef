namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>A piece as a path through the trie.</summary>
internal readonly record struct TrieKey(int[] Codes, int Id);
