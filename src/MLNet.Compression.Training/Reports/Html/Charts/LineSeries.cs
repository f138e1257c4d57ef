namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Points">Its points, from left to right; what is not finite is left out.</param>
internal sealed record LineSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
