using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression;

public abstract partial class TextTokenizer
{
    /// <summary>Appends <c>[CLS] text [SEP] pair [SEP]</c> to a batch, as one sequence; what follows the first [SEP] has token type 1, where the model has more than one.</summary>
    /// <param name="batch">Gets the sequence; it stays as it was where truncation is refused.</param>
    /// <param name="text">The first text.</param>
    /// <param name="pair">The second text; an empty one still is followed by a [SEP].</param>
    /// <param name="maxTokens">Most tokens the sequence may have, with the special ones; at least as many as these, 3 or in RoBERTa 4.</param>
    /// <param name="strategy">Which text is cut where both are too long.</param>
    /// <returns>How many tokens were cut off.</returns>
    /// <exception cref="ArgumentException">The strategy names one text, and that would have to lose all its tokens.</exception>
    public int AddTo(
        TokenBatch batch, ReadOnlySpan<char> text, ReadOnlySpan<char> pair, int maxTokens,
        TruncationStrategy strategy = TruncationStrategy.LongestFirst)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, _template.PairTokens);
        var budget = maxTokens - _template.PairTokens;
        var scratch = SequenceScratch.Current;
        var lengths = new PairLengths(
            Collect(text, scratch.FirstIds, budget), Collect(pair, scratch.SecondIds, budget));
        var kept = lengths.Truncate(budget, strategy);
        Truncate(scratch.FirstIds, kept.First);
        Truncate(scratch.SecondIds, kept.Second);
        AddSequence(batch, scratch.FirstIds, scratch.SecondIds);
        return lengths.Total - kept.Total;
    }
}
