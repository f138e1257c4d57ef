namespace MLNet.Compression;

/// <summary>Rows of one class that a model takes for another.</summary>
/// <param name="Label">The true class: its place in <see cref="ConfusionReport.Classes"/>.</param>
/// <param name="Prediction">The predicted class, likewise.</param>
/// <param name="Rows">The rows.</param>
public sealed record ConfusedClasses(int Label, int Prediction, long Rows);
