namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>What a tokenizer with certain options makes of each code point.</summary>
/// <remarks>
/// An entry is <c>kind | payload &lt;&lt; 3</c>. The payload of a letter or an isolated character is what to add to the code point;
/// that of an expansion is where its code points start, times 8, plus their number.
/// </remarks>
internal sealed class CharacterTable
{
    private const int KindBits = 3;
    private const int LengthBits = 3;
    private const int BlockBits = 8;
    private const int BlockSize = 1 << BlockBits;
    private const int BlockCount = 0x110000 >> BlockBits;

    private static readonly CharacterTable?[] _tables = new CharacterTable[CharacterTableKey.Count];

    private readonly CharacterRules _rules;
    private readonly int[]?[] _blocks = new int[BlockCount][];
    private readonly List<int[]> _uniform = [];
    private readonly Lock _making = new();
    private int[] _expansions = [];

    private CharacterTable(CharacterTableKey key) => _rules = new CharacterRules(CharacterData.Default, key);

    /// <summary>The table for these options, shared by all who ask for the same.</summary>
    public static CharacterTable For(TokenizerOptions options)
    {
        var key = CharacterTableKey.Of(options);
        ref var table = ref _tables[key.Number];
        return Volatile.Read(ref table) ?? Interlocked.CompareExchange(ref table, new CharacterTable(key), null) ?? table;
    }

    /// <summary>The entry of a code point.</summary>
    public int this[int codePoint] =>
        (Volatile.Read(ref _blocks[codePoint >> BlockBits]) ?? MakeBlock(codePoint >> BlockBits))[codePoint & (BlockSize - 1)];

    public static CharacterKind Kind(int entry) => (CharacterKind)(entry & ((1 << KindBits) - 1));

    /// <summary>What a letter or isolated character becomes.</summary>
    public static int Mapped(int entry, int codePoint) => codePoint + (entry >> KindBits);

    /// <summary>What an expansion becomes.</summary>
    public ReadOnlySpan<int> Expansion(int entry)
    {
        var payload = entry >> KindBits;
        return _expansions.AsSpan(payload >> LengthBits, payload & ((1 << LengthBits) - 1));
    }

    // Only what texts have in them is worked out: most have little of Unicode.
    private int[] MakeBlock(int block)
    {
        lock (_making)
        {
            if (_blocks[block] is { } made)
            {
                return made;
            }

            var entries = new int[BlockSize];
            for (var i = 0; i < BlockSize; i++)
            {
                entries[i] = Encode((block << BlockBits) + i);
            }

            entries = Shared(entries);
            Volatile.Write(ref _blocks[block], entries);
            return entries;
        }
    }

    // Most blocks of 256 code points are all alike, so a text with some of everything takes little memory.
    private int[] Shared(int[] entries)
    {
        foreach (var entry in entries)
        {
            if (entry != entries[0])
            {
                return entries;
            }
        }

        foreach (var uniform in _uniform)
        {
            if (uniform[0] == entries[0])
            {
                return uniform;
            }
        }

        _uniform.Add(entries);
        return entries;
    }

    private int Encode(int codePoint)
    {
        Span<int> result = stackalloc int[CharacterRules.MostResults];
        var kind = _rules.Classify(codePoint, result, out var count);
        if (kind is CharacterKind.Letter or CharacterKind.Isolated)
        {
            return (int)kind | ((result[0] - codePoint) << KindBits);
        }

        if (kind != CharacterKind.Expansion)
        {
            return (int)kind;
        }

        var start = _expansions.Length;
        _expansions = [.. _expansions, .. result[..count]];
        return (int)kind | (((start << LengthBits) | count) << KindBits);
    }
}
