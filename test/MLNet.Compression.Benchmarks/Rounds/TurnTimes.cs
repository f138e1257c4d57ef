namespace MLNet.Compression.Benchmarks.Rounds;

/// <summary>What contenders took in rounds of turns.</summary>
/// <param name="rounds">Of each round, the times of each contender.</param>
internal sealed class TurnTimes(IReadOnlyList<IReadOnlyList<Latency>> rounds)
{
    /// <summary>The median of a contender's turns, and the best call of all.</summary>
    public Latency this[int contender] => new(MedianOf(rounds.Select(round => round[contender].Median)), rounds.Min(round => round[contender].Best));

    /// <summary>How many times as fast as another a contender was: the median of the rounds' ratios.</summary>
    public double Ratio(int contender, int other) => MedianOf(rounds.Select(round => round[other].Median / round[contender].Median));

    /// <summary>The median; of an even number, the mean of the two in the middle.</summary>
    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
