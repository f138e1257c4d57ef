namespace MLNet.Compression;

/// <summary>How long single rows of a length take, from the row to all that a model adds to it.</summary>
/// <param name="FewestWords">The fewest words of these rows, separated by white space.</param>
/// <param name="MostWords">The most.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Milliseconds">The median time.</param>
/// <param name="Percentile95">The time that 95 of 100 rows stay within.</param>
/// <param name="Percentile99">The time that 99 of 100 rows stay within; with fewer than 100 that of the slowest.</param>
public sealed record RowLatency(int FewestWords, int MostWords, int Rows, double Milliseconds, double Percentile95, double Percentile99);
