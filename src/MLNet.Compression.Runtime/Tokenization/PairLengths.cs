namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>How many tokens each text of a pair has, or keeps.</summary>
internal readonly record struct PairLengths(int First, int Second)
{
    public int Total => First + Second;

    /// <summary>What is kept of both within a budget.</summary>
    /// <exception cref="ArgumentException">The text to be cut would have to lose all its tokens.</exception>
    public PairLengths Truncate(int budget, TruncationStrategy strategy)
    {
        var excess = Total - budget;
        if (excess <= 0)
        {
            return this;
        }

        return strategy switch
        {
            TruncationStrategy.LongestFirst => TruncateLongest(budget),
            TruncationStrategy.OnlyFirst => new PairLengths(Cut(First, excess, "first", "text"), Second),
            TruncationStrategy.OnlySecond => new PairLengths(First, Cut(Second, excess, "second", "pair")),
            _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "Not a truncation strategy."),
        };
    }

    // As Hugging Face's tokenizers does it; of two equally long texts the second keeps the odd token.
    private PairLengths TruncateLongest(int budget)
    {
        var shorter = Math.Min(First, Second);
        var longer = shorter > budget ? shorter : Math.Max(shorter, budget - shorter);
        if (shorter + longer > budget)
        {
            shorter = budget / 2;
            longer = shorter + (budget % 2);
        }

        return First > Second ? new PairLengths(longer, shorter) : new PairLengths(shorter, longer);
    }

    private static int Cut(int length, int excess, string which, string parameter) =>
        length > excess
            ? length - excess
            : throw new ArgumentException(
                $"The pair has {excess} tokens too many, but its {which} text has only {length} and may not lose them all. " +
                "Allow more tokens, or cut the longer text first.", parameter);
}
