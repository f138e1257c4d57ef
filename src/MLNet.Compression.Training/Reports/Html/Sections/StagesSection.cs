using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>What each stage took and left.</summary>
internal sealed class StagesSection : ReportSection
{
    public override string Title => "Stages";

    public override string Explanation => "What each stage took, and the model as it left it; where it was measured, ML.NET’s linear models beside them. Times are medians of a text of typical length on one thread.";

    public override string? Missing => "No stages: the model was read from a file that has none, or was not trained here.";

    public override IReadOnlyList<HtmlNode> ContentOf(CompressionReport report) => report.Stages.Count == 0
        ? []
        : [DataTable.Of("Stages", [.. Columns(report)], StageNames.Of(report).Select(stage => Row(report, stage.Name, stage.Stage)).Concat(BaselineRows(report))), .. Warnings(report), .. report.Stages.SelectMany(Notes)];

    private static IEnumerable<string> Columns(CompressionReport report) =>
        ["stage", MainScore.Name(report), "agreement", MainScore.IsRegression(report) ? "error" : "macro F1", "size", "a text", "took", "tokens/s"];

    private static IReadOnlyList<string> Row(CompressionReport report, string name, StageReport stage)
    {
        var quality = stage.Result?.Quality;
        return
        [
            name,
            MainScore.Text(report, MainScore.Of(quality)),
            MainScore.Text(report, MainScore.AgreementOf(quality)),
            quality?.Regression is { } regression ? Figures.Number(regression.RootMeanSquaredError, "G4") : Figures.Number(stage.Result?.Confusion?.MacroF1 ?? quality?.MultiLabel?.MacroF1, "F3"),
            Figures.Bytes(stage.Result?.Bytes),
            Figures.Milliseconds(stage.Result?.Latency.Milliseconds),
            Figures.Duration(stage.Elapsed),
            stage.TokensPerSecond > 0 ? Figures.Count(stage.TokensPerSecond) : Figures.Nothing,
        ];
    }

    private static IEnumerable<IReadOnlyList<string>> BaselineRows(CompressionReport report) => report.Baseline is not { } baseline ? [] :
    [
        [
            baseline.Name,
            MainScore.Text(report, MainScore.Of(baseline.Quality)),
            Figures.Nothing,
            baseline.Quality.Regression is { } regression ? Figures.Number(regression.RootMeanSquaredError, "G4") : Figures.Nothing,
            Figures.Bytes(baseline.Bytes),
            Figures.Nothing,
            Figures.Duration(baseline.Elapsed),
            Figures.Nothing,
        ],
    ];

    private static IEnumerable<HtmlNode> Warnings(CompressionReport report) =>
        report.Warning is { } warning ? [new HtmlElement("p", $"Warning: {warning}").Class("note")] : [];

    private static IEnumerable<HtmlNode> Notes(StageReport stage) =>
    [
        .. stage.Vocabulary is { } vocabulary ? [new HtmlElement("p", $"{stage.Stage}: {vocabulary}").Class("note")] : Array.Empty<HtmlNode>(),
        .. stage.Details is { } details ? [Folded.Of($"{stage.Stage}: what was chosen, and why", new HtmlElement("pre", details.ReplaceLineEndings("\n")).With("tabindex", "0"))] : Array.Empty<HtmlNode>(),
    ];
}
