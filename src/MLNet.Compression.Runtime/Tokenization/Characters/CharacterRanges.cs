namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>A set of code points, as ascending, disjoint, inclusive ranges.</summary>
internal sealed class CharacterRanges(int[] first, int[] last)
{
    /// <summary>Number of ranges.</summary>
    public int Count => first.Length;

    public bool Contains(int codePoint) => IndexOf(codePoint) >= 0;

    /// <summary>Which range holds a code point; -1 if none does.</summary>
    public int IndexOf(int codePoint)
    {
        var index = SortedSearch.Last(first, codePoint);
        return index >= 0 && last[index] >= codePoint ? index : -1;
    }
}
