using System.Text;

namespace MLNet.Compression.Runtime.Tokenization.BytePairs;

/// <summary>A word as bytes that become pieces, and where each byte's character stands in it. Reusable; not safe for several threads.</summary>
internal sealed class ByteWord
{
    private const int None = -1;
    private const int LeastKept = 64;
    private const int MostKept = 1 << 16;

    private readonly PriorityQueue<(int Left, PairMerge Merge), long> _open = new();
    private readonly TokenizedText _pieces = new();
    private Symbol[] _symbols = new Symbol[LeastKept];

    [ThreadStatic]
    private static ByteWord? _current;

    public static ByteWord Current => _current ??= new ByteWord();

    private int Length { get; set; }

    /// <summary>The pieces of a word, with their places in it; valid until the next word.</summary>
    public ReadOnlySpan<TokenSpan> Split(MergeTable table, ReadOnlySpan<char> word)
    {
        _pieces.Clear();
        var sink = new TokenizedTextSink(_pieces);
        Split(table, word, start: 0, ref sink);
        return _pieces.Tokens;
    }

    /// <summary>Gives the pieces of a word to a sink.</summary>
    /// <param name="table">The pieces of bytes, and the merges.</param>
    /// <param name="word">The word, with the space before it if there is one.</param>
    /// <param name="start">Where it stands in its text.</param>
    /// <param name="sink">Receives the pieces.</param>
    public void Split<TSink>(MergeTable table, ReadOnlySpan<char> word, int start, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        Clear();
        for (var place = 0; place < word.Length;)
        {
            Rune.DecodeFromUtf16(word[place..], out var rune, out var units);
            Add(table, rune, place, place + units);
            place += units;
        }

        Merge(table);
        for (var i = 0; i < Length; i = _symbols[i].Next)
        {
            var (first, end) = WithoutSpace(word, _symbols[i].Start, _symbols[i].End);
            sink.Add(_symbols[i].Id, start + first, start + end);
        }
    }

    /// <summary>Starts a new word; memory that only a word without end takes is given back.</summary>
    private void Clear()
    {
        Length = 0;
        if (_symbols.Length > MostKept)
        {
            _symbols = new Symbol[LeastKept];
            _open.TrimExcess();
        }
    }

    /// <summary>Appends a character.</summary>
    /// <param name="table">The pieces of its bytes.</param>
    /// <param name="character">The character.</param>
    /// <param name="start">Where it stands in the word.</param>
    /// <param name="end">Where it ends.</param>
    private void Add(MergeTable table, Rune character, int start, int end)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..character.EncodeToUtf8(bytes)])
        {
            if (Length == _symbols.Length)
            {
                Array.Resize(ref _symbols, 2 * Length);
            }

            _symbols[Length] = new Symbol(table[value], start, end, Length - 1, Length + 1);
            Length++;
        }
    }

    /// <summary>Merges pairs, the earliest in the list of merges first and of one merge the leftmost.</summary>
    private void Merge(MergeTable table)
    {
        _open.Clear();
        for (var left = 0; left + 1 < Length; left++)
        {
            Offer(table, left);
        }

        while (_open.TryDequeue(out var found, out _))
        {
            Apply(table, found.Left, found.Merge);
        }
    }

    private void Offer(MergeTable table, int left)
    {
        if (left >= 0 && _symbols[left].Next < Length && table.TryFind(_symbols[left].Id, _symbols[_symbols[left].Next].Id, out var merge))
        {
            _open.Enqueue((left, merge), ((long)merge.Rank << 32) | (uint)left);
        }
    }

    private void Apply(MergeTable table, int left, PairMerge merge)
    {
        ref var first = ref _symbols[left];

        // One of the two may have become a part of another piece since.
        if (first.Id == None || first.Next >= Length || !table.TryFind(first.Id, _symbols[first.Next].Id, out var now) || now != merge)
        {
            return;
        }

        ref var second = ref _symbols[first.Next];
        first = first with { Id = merge.Id, End = second.End, Next = second.Next };
        second = second with { Id = None };
        if (first.Next < Length)
        {
            _symbols[first.Next] = _symbols[first.Next] with { Previous = left };
        }

        Offer(table, first.Previous);
        Offer(table, left);
    }

    /// <summary>A piece's place without the space before the word, as long as anything else is in it.</summary>
    private static (int Start, int End) WithoutSpace(ReadOnlySpan<char> word, int start, int end)
    {
        var trimmed = start + (end - start - word[start..end].TrimStart().Length);
        return (trimmed < end ? trimmed : start, end);
    }

    private readonly record struct Symbol(int Id, int Start, int End, int Previous, int Next);
}
