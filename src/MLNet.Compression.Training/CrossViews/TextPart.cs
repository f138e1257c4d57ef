using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>The words of a text before a random cut, or those behind it; of a pair, each text is cut for itself. A text of one word stays.</summary>
/// <param name="words">Which tokens are words.</param>
/// <param name="seed">Prefix and suffix of the same seed have no word in common, and miss none.</param>
/// <param name="isPrefix">Which part.</param>
internal sealed class TextPart(WordTokens words, ulong seed, bool isPrefix) : RandomView(seed)
{
    /// <inheritdoc/>
    protected override void AddRow(TokenBatch view, ReadOnlySpan<int> ids, ReadOnlySpan<int> types, SeededRandom random)
    {
        var start = 0;
        while (start < ids.Length)
        {
            var length = Math.Max(1, words.LeadingIn(ids[start..]));
            var (first, end) = PartOf(length, random);
            for (var token = start + first; token < start + end; token++)
            {
                view.AddToken(ids[token], types[token]);
            }

            start += length;
        }
    }

    private (int First, int End) PartOf(int length, SeededRandom random)
    {
        if (length == 1)
        {
            return (0, 1);
        }

        var cut = 1 + random.NextInt(length - 1);
        return isPrefix ? (0, cut) : (cut, length);
    }
}
