namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>A set of code points, as ascending, disjoint, inclusive ranges.</summary>
internal sealed class CharacterRanges(int[] first, int[] last)
{
    /// <summary>Number of ranges.</summary>
    public int Count => first.Length;

    /// <summary>Every code point at which membership changes.</summary>
    public IEnumerable<int> Boundaries => first.Concat(last.Select(l => l + 1));

    public bool Contains(int codePoint) => IndexOf(codePoint) >= 0;

    /// <summary>Which range holds a code point; -1 if none does.</summary>
    public int IndexOf(int codePoint)
    {
        int index = Array.BinarySearch(first, codePoint);
        index = index >= 0 ? index : ~index - 1;
        return index >= 0 && last[index] >= codePoint ? index : -1;
    }
}
