using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>All tokens of a row, with a random half of its words, or the other half, behind [MASK] ([UNK] where the vocabulary has no [MASK]). A single word stays.</summary>
/// <param name="words">Which tokens are words.</param>
/// <param name="seed">The halves of the same seed hide each word once.</param>
/// <param name="isFirst">Which half is hidden: the first is one word smaller where they are unlike.</param>
internal sealed class MaskedHalf(WordTokens words, ulong seed, bool isFirst) : RandomView(seed)
{
    /// <inheritdoc/>
    protected override void AddRow(TokenBatch view, ReadOnlySpan<int> ids, ReadOnlySpan<int> types, SeededRandom random)
    {
        var seen = ids.ToArray();
        int[] places = [.. Enumerable.Range(0, seen.Length).Where(token => words.Contains(seen[token]))];
        for (var i = places.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (places[i], places[j]) = (places[j], places[i]);
        }

        var half = places.Length / 2;
        foreach (var place in half == 0 ? [] : isFirst ? places[..half] : places[half..])
        {
            seen[place] = words.Hidden;
        }

        for (var token = 0; token < seen.Length; token++)
        {
            view.AddToken(seen[token], types[token]);
        }
    }
}
