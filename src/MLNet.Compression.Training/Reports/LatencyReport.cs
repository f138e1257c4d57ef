namespace MLNet.Compression;

/// <summary>How long one text takes on one thread, tokens in, probabilities out.</summary>
/// <param name="Tokens">Tokens of the text, special ones included.</param>
/// <param name="Milliseconds">The median time.</param>
public sealed record LatencyReport(int Tokens, double Milliseconds)
{
    /// <summary>The time in milliseconds that 95 of 100 runs stay within; NaN where only the median is known.</summary>
    public double Percentile95 { get; init; } = double.NaN;

    /// <summary>The time in milliseconds that 99 of 100 runs stay within; NaN where only the median is known. With fewer than 100 runs it is that of the slowest.</summary>
    public double Percentile99 { get; init; } = double.NaN;

    /// <summary>Runs that were timed; 0 where that is not known.</summary>
    public int Runs { get; init; }
}
