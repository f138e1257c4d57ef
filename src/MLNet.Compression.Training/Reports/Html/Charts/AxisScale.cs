namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>From values to places along an axis.</summary>
internal abstract class AxisScale
{
    /// <summary>The place of a value: 0 at the axis's start, 1 at its end.</summary>
    public abstract double PlaceOf(double value);

    /// <summary>Round values along the axis.</summary>
    public abstract IReadOnlyList<double> Ticks { get; }
}
