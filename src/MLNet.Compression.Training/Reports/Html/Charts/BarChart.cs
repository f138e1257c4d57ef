using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>A bar for each name, longest where the value is largest.</summary>
internal static class BarChart
{
    private const double RowHeight = 24;
    private const double BarHeight = 16;
    private const double Names = 104;
    private const double Values = 96;

    /// <param name="caption">What it shows.</param>
    /// <param name="description">What is to be seen in it.</param>
    /// <param name="bars">Names, values of 0 or more, and values as text.</param>
    public static HtmlElement Draw(string caption, string description, IReadOnlyList<(string Name, double Value, string Text)> bars)
    {
        var most = Math.Max(bars.Select(bar => bar.Value).DefaultIfEmpty(0).Max(), double.Epsilon);
        const double Room = Svg.Width - Names - Values;
        return Svg.Figure(caption, description, bars.Count * RowHeight, bars.SelectMany((bar, i) => new HtmlNode[]
        {
            Svg.Text(0, (i * RowHeight) + 16, Svg.Fitting(bar.Name, Names)),
            Svg.Box(Names, (i * RowHeight) + ((RowHeight - BarHeight) / 2), Math.Max(1, bar.Value / most * Room), BarHeight, "f1"),
            Svg.Text(Names + (bar.Value / most * Room) + 6, (i * RowHeight) + 16, bar.Text),
        }));
    }
}
