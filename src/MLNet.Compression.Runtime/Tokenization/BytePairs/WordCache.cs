namespace MLNet.Compression.Runtime.Tokenization.BytePairs;

/// <summary>Remembers what words became: as many as there is room for, a place each. Safe for several threads, which see a word whole or not at all.</summary>
/// <remarks>
/// A word that meets another one in its place takes it only where that one was of no use since the last such meeting, so that frequent words stay, and
/// two that alternate do not drive each other out.
/// </remarks>
internal sealed class WordCache
{
    /// <summary>The longest word that is remembered, in UTF-16 code units.</summary>
    public const int MostLength = 32;

    /// <summary>Words that there is room for; a power of 2. Each takes a few hundred bytes at most.</summary>
    public const int Places = 1 << 13;

    private readonly Entry?[] _entries = new Entry?[Places];

    /// <summary>The pieces of a word, with their places in it.</summary>
    public bool TryFind(ReadOnlySpan<char> word, out ReadOnlySpan<TokenSpan> pieces)
    {
        if (Volatile.Read(ref _entries[PlaceOf(word)]) is { } entry && word.SequenceEqual(entry.Word))
        {
            // Written only where it changes, so that threads that read the same words do not wait for each other.
            if (!entry.IsUsed)
            {
                entry.IsUsed = true;
            }

            pieces = entry.Pieces;
            return true;
        }

        pieces = default;
        return false;
    }

    /// <summary>Remembers the pieces of a word of at most <see cref="MostLength"/>, if there is room.</summary>
    public void Add(ReadOnlySpan<char> word, ReadOnlySpan<TokenSpan> pieces)
    {
        ref var place = ref _entries[PlaceOf(word)];
        if (Volatile.Read(ref place) is { IsUsed: true } other)
        {
            other.IsUsed = false;
            return;
        }

        Volatile.Write(ref place, new Entry(word.ToString(), pieces.ToArray()));
    }

    /// <summary>The hash has a random seed, so that no text can be made whose words all meet in one place.</summary>
    private static int PlaceOf(ReadOnlySpan<char> word) => string.GetHashCode(word, StringComparison.Ordinal) & (Places - 1);

    private sealed class Entry(string word, TokenSpan[] pieces)
    {
        public string Word => word;

        public TokenSpan[] Pieces => pieces;

        public bool IsUsed { get; set; }
    }
}
