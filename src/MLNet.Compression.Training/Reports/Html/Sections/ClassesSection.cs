using MLNet.Compression.Training.Reports.Html.Charts;
using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>Which classes the final model takes for which.</summary>
internal sealed class ClassesSection : ReportSection
{
    private const int MostInPicture = 24;
    private const int MostInTable = 15;
    private const int MostPairs = 12;
    private const int FewestForPairs = 3;

    public override string Title => "Classes";

    public override string Explanation => "The final model on the validation set: a row for each true class, a column for each predicted one, shaded by the share of the row. What lies on the diagonal is right.";

    public override IReadOnlyList<HtmlNode> ContentOf(CompressionReport report)
    {
        if (report.Stages.Count == 0 || report.Stages[^1].Result?.Confusion is not { Classes.Count: > 0 } confusion)
        {
            return [];
        }

        int[] worst = [.. Enumerable.Range(0, confusion.Classes.Count).OrderBy(label => confusion.Classes[label].F1)];
        int[] shown = [.. worst.Take(MostInPicture).Order()];
        return
        [
            .. Notes(confusion, shown.Length),
            new HtmlElement("div", [Matrix(confusion, shown), .. confusion.Classes.Count >= FewestForPairs && confusion.Confused.Count > 0 ? [Pairs(confusion)] : Array.Empty<HtmlNode>()]).Class("figures"),
            .. Tables(confusion, worst),
        ];
    }

    private static IEnumerable<HtmlNode> Notes(ConfusionReport confusion, int shown)
    {
        if (shown < confusion.ClassCount)
        {
            yield return new HtmlElement("p", FormattableString.Invariant($"Of {confusion.ClassCount} classes the picture has the {shown} with the lowest F1, and what they are taken for among each other.")).Class("note");
        }
    }

    private static HtmlElement Matrix(ConfusionReport confusion, int[] shown)
    {
        var counts = confusion.Confused.GroupBy(pair => (pair.Label, pair.Prediction)).ToDictionary(pairs => pairs.Key, pairs => pairs.Sum(pair => pair.Rows));
        string[] numbers = [.. shown.Select((_, i) => FormattableString.Invariant($"{i + 1}"))];
        return HeatGrid.Draw(
            "Confusion matrix",
            "The counts of the largest errors and of all classes shown are in the tables beside. Columns are numbered as the rows.",
            [.. shown.Select((label, row) => ($"{confusion.Classes[label].Label} {numbers[row]}", Cells(label)))],
            numbers,
            nameWidth: 118,
            mostHeight: 40);

        IReadOnlyList<HeatCell?> Cells(int label) =>
        [
            .. shown.Select(prediction => label == prediction ? confusion.Classes[label].Correct : counts.GetValueOrDefault((label, prediction)))
                .Select((rows, column) => new HeatCell(
                    confusion.Classes[label].Rows == 0 ? 0 : (double)rows / confusion.Classes[label].Rows, rows == 0 ? "" : Figures.Count(rows), shown[column] == label ? 3 : 2)),
        ];
    }

    private static HtmlElement Pairs(ConfusionReport confusion) => DataTable.Of(
        "The most frequent errors",
        ["true class", "taken for", "rows", "of the class"],
        confusion.Confused.Take(MostPairs).Select(pair => new[]
        {
            confusion.Classes[pair.Label].Label,
            confusion.Classes[pair.Prediction].Label,
            Figures.Count(pair.Rows),
            confusion.Classes[pair.Label].Rows == 0 ? Figures.Nothing : Figures.Percent((double)pair.Rows / confusion.Classes[pair.Label].Rows),
        }),
        isText: true);

    private static IEnumerable<HtmlNode> Tables(ConfusionReport confusion, int[] worst)
    {
        if (worst.Length <= MostInTable && worst.Length == confusion.ClassCount)
        {
            return [Table("Classes, the lowest F1 first", worst.Select(label => confusion.Classes[label]))];
        }

        var first = Table(FormattableString.Invariant($"The {Math.Min(worst.Length, MostInTable)} classes of {confusion.ClassCount} with the lowest F1"), worst.Take(MostInTable).Select(label => confusion.Classes[label]));
        return worst.Length <= MostInTable
            ? [first]
            : [first, Folded.Of(FormattableString.Invariant($"{worst.Length} classes by name"), Table("Classes by name", confusion.Classes.OrderBy(label => label.Label, StringComparer.Ordinal)))];
    }

    private static HtmlElement Table(string caption, IEnumerable<ClassQuality> classes) =>
        DataTable.Of(caption, ["class", "F1", "precision", "recall", "rows", "predicted", "correct"], classes.Select(label => new[]
        {
            label.Label,
            Figures.Number(label.F1, "F3"),
            Figures.Number(label.Precision, "F3"),
            Figures.Number(label.Recall, "F3"),
            Figures.Count(label.Rows),
            Figures.Count(label.Predicted),
            Figures.Count(label.Correct),
        }));
}
