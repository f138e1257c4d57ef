using MLNet.Compression.Training.Reports.Html.Charts;
using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>How each stage learnt.</summary>
internal sealed class CurvesSection : ReportSection
{
    private const int FewestPoints = 2;

    public override string Title => "Learning";

    public override string Explanation => "The loss of each stage, averaged over neighbouring steps, and how the model did on the validation set meanwhile. Losses of different stages have different terms and are not to be compared.";

    public override IReadOnlyList<HtmlNode> ContentOf(CompressionReport report)
    {
        var figures = StageNames.Of(report).Where(stage => stage.Stage.Curve is not null).SelectMany(stage => Figures(report, stage.Name, stage.Stage.Curve!)).ToArray();
        return figures.Length == 0 ? [] : [new HtmlElement("div", figures).Class("figures")];
    }

    private static IEnumerable<HtmlNode> Figures(CompressionReport report, string name, LearningCurve curve) =>
    [
        .. curve.Losses.Where(point => double.IsFinite(point.Loss)).ToArray() is { Length: >= FewestPoints } losses ? [Losses(name, losses)] : Array.Empty<HtmlNode>(),
        .. curve.Scores.Where(point => double.IsFinite(point.Validation.Score)).ToArray() is { Length: >= FewestPoints } scores ? [Scores(report, name, scores)] : Array.Empty<HtmlNode>(),
    ];

    private static HtmlElement Losses(string name, LossPoint[] points) => LineChart.Draw(
        $"{name}: loss",
        FormattableString.Invariant($"From {points[0].Loss:G4} after step {points[0].Step} to {points[^1].Loss:G4} after step {points[^1].Step}."),
        [new LineSeries("loss", [.. points.Select(point => ((double)point.Step, point.Loss))])],
        "loss",
        value => Markup.Figures.Number(value, "G4"));

    private static HtmlElement Scores(CompressionReport report, string name, ScorePoint[] points)
    {
        LineSeries[] series =
        [
            new("on the validation set", [.. points.Select(point => ((double)point.Step, point.Validation.Score))]),
            .. points.Any(point => point.Validation.TeacherAgreement is not null)
                ? [new LineSeries("agreement with the teacher", [.. points.Select(point => ((double)point.Step, point.Validation.TeacherAgreement ?? double.NaN))])]
                : Array.Empty<LineSeries>(),
        ];
        var best = points.MaxBy(point => point.Validation.Score)!;
        return LineChart.Draw(
            $"{name}: {MainScore.Name(report)}",
            FormattableString.Invariant($"{points.Length} evaluations; the best score, {best.Validation.Score:G4}, after step {best.Step}, the last one {points[^1].Validation.Score:G4}."),
            series,
            MainScore.Name(report),
            value => MainScore.Tick(report, value),
            mostPossible: 1);
    }
}
