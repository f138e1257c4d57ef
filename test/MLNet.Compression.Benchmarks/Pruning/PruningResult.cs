namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>One finished run.</summary>
/// <param name="Plan">Task, rows, model and what was measured on: runs of other plans are other runs.</param>
/// <param name="Setting">How it was pruned; "dense" for the model as it was.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Accuracy">The share predicted right, in int8.</param>
/// <param name="LabelLoyalty">The share for which it predicts what the teacher predicts.</param>
/// <param name="Bytes">Of its file in int8.</param>
/// <param name="Milliseconds">Of one text of the usual length, in int8 on one thread.</param>
/// <param name="Seconds">What the training took.</param>
internal sealed record PruningResult(string Plan, string Setting, int Seed, double Accuracy, double LabelLoyalty, long Bytes, double Milliseconds, double Seconds);
