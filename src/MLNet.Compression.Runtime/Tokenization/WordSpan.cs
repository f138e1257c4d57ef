namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Where a word stands in a text.</summary>
/// <param name="Start">Where it starts, in UTF-16 code units.</param>
/// <param name="Length">Its length, in UTF-16 code units; 0 for an empty one.</param>
internal readonly record struct WordSpan(int Start, int Length)
{
    /// <summary>Where it ends, exclusive.</summary>
    public int End => Start + Length;

    /// <summary>The words of a text: what stands between white space.</summary>
    public static WordSpan[] Split(ReadOnlySpan<char> text)
    {
        var words = new List<WordSpan>();
        for (int i = 0, start = -1; i <= text.Length; i++)
        {
            var inside = i < text.Length && !char.IsWhiteSpace(text[i]);
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(new WordSpan(start, i - start));
                start = -1;
            }
        }

        return [.. words];
    }
}
