namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>A number for every code point, in two stages: equal blocks of 256 are stored once.</summary>
internal sealed class CodePointTable
{
    private const int BlockBits = 8;
    private const int BlockSize = 1 << BlockBits;
    private const int BlockCount = 0x110000 >> BlockBits;

    private readonly ushort[] _blockOf = new ushort[BlockCount];
    private readonly int[] _entries;

    /// <param name="entryOf">The number of a code point.</param>
    /// <param name="boundaries">Between two of these all code points have the same number.</param>
    public CodePointTable(Func<int, int> entryOf, IEnumerable<int> boundaries)
    {
        var mixedBlocks = new HashSet<int>(boundaries.Select(codePoint => codePoint >> BlockBits));
        var uniformBlocks = new Dictionary<int, ushort>();
        var entries = new List<int>();
        for (int block = 0; block < BlockCount; block++)
        {
            int first = entryOf(block << BlockBits);
            bool mixed = mixedBlocks.Contains(block);
            if (!mixed && uniformBlocks.TryGetValue(first, out _blockOf[block]))
                continue;
            _blockOf[block] = (ushort)(entries.Count >> BlockBits);
            if (!mixed)
                uniformBlocks.Add(first, _blockOf[block]);
            entries.Add(first);
            for (int i = 1; i < BlockSize; i++)
                entries.Add(mixed ? entryOf((block << BlockBits) + i) : first);
        }

        _entries = [.. entries];
    }

    /// <param name="codePoint">At most U+10FFFF.</param>
    public int this[int codePoint] =>
        _entries[(_blockOf[codePoint >> BlockBits] << BlockBits) | (codePoint & (BlockSize - 1))];
}
