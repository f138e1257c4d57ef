using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>For each name a usual value, and how far the larger ones reach.</summary>
internal static class RangeChart
{
    private const double RowHeight = 44;
    private const double Left = 84;
    private const double Right = Svg.Width - 20;
    private const double Axis = 34;

    /// <param name="caption">What it shows.</param>
    /// <param name="description">What is to be seen in it.</param>
    /// <param name="ranges">Names, usual value, and two larger ones; what is not finite is left out.</param>
    /// <param name="text">A value as text.</param>
    /// <param name="legend">What the three are.</param>
    public static HtmlElement Draw(
        string caption, string description, IReadOnlyList<(string Name, double Usual, double Large, double Largest)> ranges, Func<double, string> text, IReadOnlyList<string> legend)
    {
        var scale = LinearScale.Of(ranges.SelectMany(range => new[] { range.Usual, range.Large, range.Largest }).Where(double.IsFinite), withZero: true);
        var bottom = ranges.Count * RowHeight;
        double X(double value) => Left + (scale.PlaceOf(value) * (Right - Left));
        return Svg.Figure(
            caption,
            description,
            bottom + Axis,
            [
                .. scale.Ticks.SelectMany(tick => new HtmlNode[] { Svg.Line(X(tick), 0, X(tick), bottom, "grid"), Svg.Text(X(tick), bottom + 18, text(tick), tick == scale.Ticks[^1] ? "tick end" : "tick middle") }),
                Svg.Line(Left, bottom, Right, bottom, "axis"),
                .. ranges.SelectMany((range, i) => Drawn(range, (i + 0.5) * RowHeight, X)),
            ],
            Legend.Of(legend.Select((name, i) => (name, i + 1))));
    }

    private static IEnumerable<HtmlNode> Drawn((string Name, double Usual, double Large, double Largest) range, double y, Func<double, double> x)
    {
        yield return Svg.Text(0, y + 4, range.Name);
        if (double.IsFinite(range.Largest))
        {
            yield return Svg.Line(x(range.Usual), y, x(range.Largest), y, "axis");
            yield return Svg.Box(x(range.Largest) - 2, y - 9, 4, 18, "f3");
        }

        if (double.IsFinite(range.Large))
        {
            yield return Svg.Box(x(range.Large) - 2, y - 9, 4, 18, "f2");
        }

        yield return Svg.Circle(x(range.Usual), y, 6, "f1");
    }
}
