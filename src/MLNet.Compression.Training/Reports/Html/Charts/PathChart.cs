using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>Named points, joined in their order.</summary>
internal static class PathChart
{
    private const double Gap = 9;
    private const double LineHeight = 13;

    private static readonly double[] _shifts = [0, -LineHeight, LineHeight, -2 * LineHeight, 2 * LineHeight, -3 * LineHeight, 3 * LineHeight];
    private static readonly string[] _sides = ["start", "end"];

    /// <param name="caption">What it shows.</param>
    /// <param name="description">What is to be seen in it.</param>
    /// <param name="points">The points.</param>
    /// <param name="area">Where they lie.</param>
    /// <param name="axes">Its axes.</param>
    public static HtmlElement Draw(string caption, string description, IReadOnlyList<NamedPoint> points, PlotArea area, IEnumerable<HtmlNode> axes)
    {
        var taken = points.Select(point => Around(area.X(point.X), area.Y(point.Y))).ToList();
        List<HtmlNode> names = [];
        foreach (var point in points)
        {
            var (name, box, anchor) = Place(point, area, taken);
            taken.Add(box);
            names.Add(Svg.Text(anchor == "end" ? box.Right : box.Left, box.Bottom - 3, name, $"over {anchor}"));
        }

        return Svg.Figure(
            caption,
            description,
            PlotArea.Height,
            [
                .. axes,
                Svg.Path(points.Select(point => (area.X(point.X), area.Y(point.Y))), "path"),
                .. points.Select((point, i) => Svg.Circle(area.X(point.X), area.Y(point.Y), i == points.Count - 1 ? 6.5 : 5, i == points.Count - 1 ? "f2" : "f1")),
                .. names,
            ]);
    }

    /// <summary>The first place around a point where its name hits nothing; else on its right.</summary>
    private static (string Name, (double Left, double Top, double Right, double Bottom) Box, string Anchor) Place(
        NamedPoint point, PlotArea area, List<(double Left, double Top, double Right, double Bottom)> taken)
    {
        var (x, y, name) = (area.X(point.X), area.Y(point.Y), Svg.Fitting(point.Name, 150));
        var width = Svg.WidthOf(name);
        var tries =
            from shift in _shifts
            from side in _sides
            let left = side == "start" ? x + Gap : x - Gap - width
            let top = y + shift - (LineHeight / 2)
            select (Box: (Left: left, Top: top, Right: left + width, Bottom: top + LineHeight), Side: side);
        foreach (var (box, side) in tries)
        {
            if (PlotArea.Contains(box.Left, box.Top, box.Right, box.Bottom) && !taken.Any(other => Meet(other, box)))
            {
                return (name, box, side);
            }
        }

        return (name, tries.First().Box, "start");
    }

    private static (double Left, double Top, double Right, double Bottom) Around(double x, double y) => (x - 6, y - 6, x + 6, y + 6);

    private static bool Meet((double Left, double Top, double Right, double Bottom) a, (double Left, double Top, double Right, double Bottom) b) =>
        a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;
}
