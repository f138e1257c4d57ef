namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>A set of code points, as ascending, disjoint, inclusive ranges.</summary>
internal sealed class CharacterRanges(int[] first, int[] last)
{
    /// <summary>Every code point at which membership changes.</summary>
    public IEnumerable<int> Boundaries => first.Concat(last.Select(l => l + 1));

    public bool Contains(int codePoint)
    {
        int index = Array.BinarySearch(first, codePoint);
        return index >= 0 || (index != -1 && last[~index - 1] >= codePoint);
    }
}
