using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>Two axes with their grid and names, and the places of values between them.</summary>
internal sealed class PlotArea(AxisScale x, AxisScale y)
{
    public const double Height = 270;
    private const double Left = 58;
    private const double Right = Svg.Width - 14;
    private const double Top = 26;
    private const double Bottom = Height - 42;
    private const double TickGap = 6;

    public double X(double value) => Left + (x.PlaceOf(value) * (Right - Left));

    public double Y(double value) => Bottom - (y.PlaceOf(value) * (Bottom - Top));

    public static bool Contains(double left, double top, double right, double bottom) => left >= Left && right <= Svg.Width && top >= Top - 14 && bottom <= Bottom;

    /// <param name="xName">What the horizontal axis is.</param>
    /// <param name="yName">What the vertical axis is.</param>
    /// <param name="xText">A value of the horizontal axis as text.</param>
    /// <param name="yText">A value of the vertical axis as text.</param>
    public IEnumerable<HtmlNode> Axes(string xName, string yName, Func<double, string> xText, Func<double, string> yText) =>
    [
        .. y.Ticks.SelectMany(tick => new HtmlNode[] { Svg.Line(Left, Y(tick), Right, Y(tick), "grid"), Svg.Text(Left - TickGap, Y(tick) + 4, yText(tick), "tick end") }),
        .. x.Ticks.Select(tick => Svg.Line(X(tick), Top, X(tick), Bottom, "grid")),
        .. XTexts(xText),
        Svg.Line(Left, Bottom, Right, Bottom, "axis"),
        Svg.Text(4, 13, yName, "name"),
        Svg.Text(Right, Height - 6, xName, "name end"),
    ];

    /// <summary>The values of ticks, but of two that would meet the first.</summary>
    private IEnumerable<HtmlNode> XTexts(Func<double, string> text)
    {
        var free = double.MinValue;
        foreach (var tick in x.Ticks)
        {
            var (place, width, isLast) = (X(tick), Svg.WidthOf(text(tick)), X(tick) > Right - 20);
            if (place - (isLast ? width : width / 2) >= free)
            {
                free = place + (isLast ? 0 : width / 2) + TickGap;
                yield return Svg.Text(place, Bottom + 16, text(tick), isLast ? "tick end" : "tick middle");
            }
        }
    }
}
