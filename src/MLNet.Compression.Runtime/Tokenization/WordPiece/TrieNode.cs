namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>A slot of the double array. A free slot has parent -1; a node that ends no piece has id -1.</summary>
internal record struct TrieNode(int Base, int Parent, int Id)
{
    public const int None = -1;

    public static readonly TrieNode Free = new(0, None, None);
}
