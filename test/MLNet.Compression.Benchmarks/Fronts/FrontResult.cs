namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>One finished run of a line.</summary>
/// <param name="Task">The task.</param>
/// <param name="Line">The line.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Rows">The most rows it learnt from; 0 for all.</param>
/// <param name="Accuracy">The share of the test rows predicted right.</param>
/// <param name="Bytes">What ML.NET saves of the pipeline.</param>
/// <param name="TextsPerSecond">Of a prediction engine on one thread, one text at a time.</param>
/// <param name="Seconds">What the training took, without the teacher's.</param>
/// <param name="Note">What was chosen on the way.</param>
internal sealed record FrontResult(string Task, string Line, int Seed, int Rows, double Accuracy, long Bytes, double TextsPerSecond, double Seconds, string Note);
