using System.Collections.Concurrent;

namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>What a tokenizer with certain options makes of each code point.</summary>
/// <remarks>
/// An entry is <c>kind | payload &lt;&lt; 3</c>. The payload of a letter or an isolated character is what to add to the code point;
/// that of an expansion is where its code points start, times 8, plus their number.
/// </remarks>
internal sealed class CharacterTable
{
    private const int KindBits = 3;

    private static readonly ConcurrentDictionary<CharacterTableKey, CharacterTable> s_tables = new();

    private readonly CodePointTable _entries;
    private readonly int[] _expansions;

    private CharacterTable(CharacterTableKey key)
    {
        var rules = new CharacterRules(CharacterData.Default, key);
        var expansions = new List<int>();
        _entries = new CodePointTable(codePoint => Encode(rules, codePoint, expansions), rules.Boundaries);
        _expansions = [.. expansions];
    }

    /// <summary>The table for these options, shared by all who ask for the same.</summary>
    public static CharacterTable For(TokenizerOptions options) =>
        s_tables.GetOrAdd(CharacterTableKey.Of(options), key => new CharacterTable(key));

    /// <summary>The entry of a code point.</summary>
    public int this[int codePoint] => _entries[codePoint];

    public static CharacterKind Kind(int entry) => (CharacterKind)(entry & ((1 << KindBits) - 1));

    /// <summary>What a letter or isolated character becomes.</summary>
    public static int Mapped(int entry, int codePoint) => codePoint + (entry >> KindBits);

    /// <summary>What an expansion becomes.</summary>
    public ReadOnlySpan<int> Expansion(int entry)
    {
        int payload = entry >> KindBits;
        return _expansions.AsSpan(payload >> 3, payload & 7);
    }

    private static int Encode(CharacterRules rules, int codePoint, List<int> expansions)
    {
        CharacterKind kind = rules.Classify(codePoint, out int[] result);
        if (kind is CharacterKind.Letter or CharacterKind.Isolated)
            return (int)kind | ((result[0] - codePoint) << KindBits);
        if (kind != CharacterKind.Expansion)
            return (int)kind;
        int entry = (int)kind | (((expansions.Count << 3) | result.Length) << KindBits);
        expansions.AddRange(result);
        return entry;
    }
}
