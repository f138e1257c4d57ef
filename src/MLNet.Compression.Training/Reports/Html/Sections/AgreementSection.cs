using MLNet.Compression.Training.Reports.Html.Charts;
using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>Where the models are right and wrong beside their teacher.</summary>
internal sealed class AgreementSection : ReportSection
{
    private static readonly (string Name, int Color)[] _parts = [("both right", 3), ("only the model right", 1), ("only the teacher right", 2), ("the same error", 4), ("different errors", 5)];

    public override string Title => "Agreement with the teacher";

    public override string Explanation => "The rows of the validation set, by which of the two predicts the true class. The teacher is the model’s own, or without one the model as it was before it was compressed.";

    public override IReadOnlyList<HtmlNode> ContentOf(CompressionReport report)
    {
        (string Name, StageResult Result, AgreementReport Agreement)[] stages =
            [.. StageNames.Measured(report).Where(stage => stage.Result.Agreement is { Rows: > 0 }).Select(stage => (stage.Name, stage.Result, stage.Result.Agreement!))];
        return stages.Length == 0
            ? []
            :
            [
                new HtmlElement(
                    "div",
                    ShareBar.Draw(
                        "Right and wrong beside the teacher",
                        string.Join("; ", stages.Select(stage => $"{stage.Name} agrees on {Figures.Percent(stage.Agreement.Agreement)} of the rows")),
                        _parts,
                        [.. stages.Select(stage => (stage.Name, Counts(stage.Agreement)))]))
                    .Class("figures"),
                DataTable.Of("Rows by who is right", ["stage", "agreement", .. _parts.Select(part => part.Name), "probability loyalty"], stages.Select(stage => (string[])
                [
                    stage.Name, Figures.Percent(stage.Agreement.Agreement), .. Counts(stage.Agreement).Select(count => Figures.Count(count)), Figures.Number(stage.Result.Quality.ProbabilityLoyalty, "F3"),
                ])),
            ];
    }

    private static IReadOnlyList<double> Counts(AgreementReport agreement) =>
        [agreement.BothRight, agreement.OnlyModelRight, agreement.OnlyTeacherRight, agreement.SameError, agreement.DifferentErrors];
}
