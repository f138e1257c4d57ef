using MLNet.Compression.Training.Reports.Html.Charts;
using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>What the model lost on its way to its size and speed.</summary>
internal sealed class SizeSection : ReportSection
{
    public override string Title => "Size, time and accuracy";

    public override string Explanation => "Each point is the model as a stage left it, joined in their order; the last one stands out. Up and to the left is better. Sizes and times are on logarithmic axes.";

    public override string? Missing => "No figures of size against accuracy, of classes and of agreement: no validation set was given.";

    public override IReadOnlyList<HtmlNode> ContentOf(CompressionReport report)
    {
        var measured = StageNames.Measured(report).Where(stage => MainScore.Of(stage.Result.Quality) is { } score && double.IsFinite(score)).ToArray();
        return measured.Length < 2
            ? []
            :
            [
                new HtmlElement(
                    "div",
                    Draw(report, measured, "Size and", "bytes", result => result.Bytes, bytes => Figures.Bytes(bytes)),
                    Draw(report, measured, "Time and", "time of a text, one thread", result => result.Latency.Milliseconds, value => FormattableString.Invariant($"{value:G3} ms")))
                    .Class("figures"),
            ];
    }

    private static HtmlElement Draw(
        CompressionReport report, (string Name, StageResult Result)[] measured, string caption, string xName, Func<StageResult, double> x, Func<double, string> text)
    {
        NamedPoint[] points = [.. measured.Select(stage => new NamedPoint(stage.Name, x(stage.Result), MainScore.Of(stage.Result.Quality)!.Value))];
        var area = new PlotArea(new LogScale(points.Select(point => point.X)), LinearScale.Of(points.Select(point => point.Y), mostPossible: 1));
        var name = MainScore.Name(report);
        return PathChart.Draw(
            $"{caption} {name}",
            string.Join("; ", points.Select(point => $"{point.Name}: {text(point.X)}, {name} {MainScore.Text(report, point.Y)}")),
            points,
            area,
            area.Axes(xName, name, text, value => MainScore.Tick(report, value)));
    }
}
