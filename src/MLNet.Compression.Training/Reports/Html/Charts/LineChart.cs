using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>Values over steps, a line for each series.</summary>
internal static class LineChart
{
    private const int MostMarks = 30;

    /// <param name="caption">What it shows.</param>
    /// <param name="description">What is to be seen in it.</param>
    /// <param name="series">At most four lines.</param>
    /// <param name="yName">What the vertical axis is.</param>
    /// <param name="yText">A value of it as text.</param>
    /// <param name="mostPossible">A value that none can exceed.</param>
    public static HtmlElement Draw(string caption, string description, IReadOnlyList<LineSeries> series, string yName, Func<double, string> yText, double mostPossible = double.MaxValue)
    {
        LineSeries[] finite = [.. series.Select(line => line with { Points = [.. line.Points.Where(point => double.IsFinite(point.Y))] })];
        var points = finite.SelectMany(line => line.Points).ToArray();
        var area = new PlotArea(LinearScale.Of(points.Select(point => point.X), withZero: true), LinearScale.Of(points.Select(point => point.Y), mostPossible: mostPossible));
        return Svg.Figure(
            caption,
            description,
            PlotArea.Height,
            [.. area.Axes("step", yName, step => Figures.Number(step, "#,0.##"), yText), .. finite.SelectMany((line, i) => Drawn(line, i + 1, area))],
            series.Count > 1 ? [Legend.Of(finite.Select((line, i) => (line.Name, i + 1)))] : []);
    }

    private static IEnumerable<HtmlNode> Drawn(LineSeries line, int color, PlotArea area)
    {
        (double X, double Y)[] places = [.. line.Points.Select(point => (area.X(point.X), area.Y(point.Y)))];
        return
        [
            Svg.Path(places, $"line l{color}"),
            .. places.Length <= MostMarks ? places.Select(place => Svg.Circle(place.X, place.Y, 3, $"f{color}")) : [],
        ];
    }
}
