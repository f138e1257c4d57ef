namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>A line of a table: one way to teach a student.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">What is different in this line.</param>
/// <param name="Train">Trains a student on the rows of a sitting.</param>
internal sealed record DistillationLine(string Table, string Name, Func<DistillationSitting, TextModelTransformer> Train);
