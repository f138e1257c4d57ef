using System.Runtime.InteropServices;
using System.Text;

namespace MLNet.Compression.Runtime.Tokenization.BytePairs;

/// <summary>Finds the piece of each byte and the merge of each pair of pieces.</summary>
internal sealed class MergeTable
{
    // The hashes of tuples have a random seed, so that no merges can be made to collide.
    private readonly Dictionary<(int Left, int Right), PairMerge> _merges;
    private readonly int[] _bytes = new int[ByteAlphabet.Characters.Count];

    /// <param name="vocabulary">The pieces.</param>
    /// <param name="merges">The ids of the two pieces of each merge, one after another.</param>
    /// <exception cref="ArgumentException">A byte has no piece, or what a merge makes is none, or a merge is there twice.</exception>
    public MergeTable(Vocabulary vocabulary, ReadOnlySpan<int> merges)
    {
        for (var value = 0; value < _bytes.Length; value++)
        {
            _bytes[value] = vocabulary.TryGetId([ByteAlphabet.Characters[value]], out var id) && id < vocabulary.Pieces.Count ? id
                : throw new ArgumentException($"The vocabulary has no piece '{ByteAlphabet.Characters[value]}' for the byte {value}, as a byte-level BPE vocabulary has it.", nameof(vocabulary));
        }

        _merges = new Dictionary<(int Left, int Right), PairMerge>(merges.Length / 2);
        var text = new List<byte>();
        for (var rank = 0; rank < merges.Length / 2; rank++)
        {
            Add(vocabulary, rank, merges[2 * rank], merges[(2 * rank) + 1], text);
        }
    }

    /// <summary>The piece of a byte.</summary>
    public int this[byte value] => _bytes[value];

    /// <summary>The merge of two neighbouring pieces, if there is one.</summary>
    public bool TryFind(int left, int right, out PairMerge merge) => _merges.TryGetValue((left, right), out merge);

    private void Add(Vocabulary vocabulary, int rank, int left, int right, List<byte> text)
    {
        text.Clear();
        text.AddRange(vocabulary.Pieces[left]);
        text.AddRange(vocabulary.Pieces[right]);
        if (!vocabulary.TryGetId(CollectionsMarshal.AsSpan(text), out var id))
        {
            throw new ArgumentException($"Merge {rank} makes '{Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(text))}', which is no piece of the vocabulary.", nameof(vocabulary));
        }

        if (!_merges.TryAdd((left, right), new PairMerge(rank, id)))
        {
            throw new ArgumentException($"Merge {rank}, of '{vocabulary.Pieces.Decode(left)}' and '{vocabulary.Pieces.Decode(right)}', is there twice.", nameof(vocabulary));
        }
    }
}
