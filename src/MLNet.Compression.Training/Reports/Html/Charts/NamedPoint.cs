namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>A point with a name beside it.</summary>
internal sealed record NamedPoint(string Name, double X, double Y);
