namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>A cell of a grid.</summary>
/// <param name="Shade">How dark it is, 0 to 1.</param>
/// <param name="Text">What stands in it, if there is room.</param>
/// <param name="Color">The number of its colour.</param>
internal sealed record HeatCell(double Shade, string Text, int Color = 1);
