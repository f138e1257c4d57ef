using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>Bars of one length, each divided among the same parts.</summary>
internal static class ShareBar
{
    private const double RowHeight = 46;
    private const double BarHeight = 22;

    /// <param name="caption">What it shows.</param>
    /// <param name="description">What is to be seen in it.</param>
    /// <param name="parts">Names of the parts, each with the number of its colour.</param>
    /// <param name="bars">For each bar its name and its parts; those of a bar without any are left out.</param>
    public static HtmlElement Draw(
        string caption, string description, IReadOnlyList<(string Name, int Color)> parts, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> bars) => Svg.Figure(
            caption,
            description,
            bars.Count * RowHeight,
            bars.SelectMany((bar, i) => (HtmlNode[])[Svg.Text(0, (i * RowHeight) + 12, Svg.Fitting(bar.Name, Svg.Width)), .. Segments(bar.Values, parts, (i * RowHeight) + 18)]),
            Legend.Of(parts));

    private static IEnumerable<HtmlNode> Segments(IReadOnlyList<double> values, IReadOnlyList<(string Name, int Color)> parts, double top)
    {
        var (total, left) = (values.Sum(), 0.0);
        foreach (var (value, part) in values.Zip(parts))
        {
            var width = total > 0 ? value / total * Svg.Width : 0;
            if (width > 0)
            {
                yield return Svg.Box(left, top, width - 1, BarHeight, $"f{part.Color}");
            }

            left += width;
        }
    }
}
