namespace MLNet.Compression.Benchmarks.Compressing;

/// <summary>One finished run.</summary>
/// <param name="Plan">Task, rows, model and what was measured on: runs of other plans are other runs.</param>
/// <param name="Setting">The way.</param>
/// <param name="Family">The same but for the share.</param>
/// <param name="Share">The share that went.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Accuracy">The share predicted right.</param>
/// <param name="LabelLoyalty">The share for which it predicts what the teacher predicts.</param>
/// <param name="Bytes">Of its file.</param>
/// <param name="Milliseconds">Of one text of the usual length, on one thread.</param>
/// <param name="Seconds">What the training took.</param>
internal sealed record CompressionResult(
    string Plan, string Setting, string Family, double Share, int Seed, double Accuracy, double LabelLoyalty, long Bytes, double Milliseconds, double Seconds);
