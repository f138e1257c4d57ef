using MLNet.Compression.Training.Reports.Html.Charts;
using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>Where the bytes of the file are.</summary>
internal sealed class BytesSection : ReportSection
{
    private const double OneColor = 0.005;

    public override string Title => "Where the bytes are";

    public override string Explanation => "The parts of the model’s file. “Vocabulary” is pieces, labels and the file’s header.";

    public override IReadOnlyList<HtmlNode> ContentOf(CompressionReport report) =>
    [
        new HtmlElement(
            "div",
            BarChart.Draw(
                "Bytes of the parts",
                $"In all {Figures.Bytes(report.SizeInBytes)}. The largest is {report.Parts.MaxBy(part => part.Bytes)!.Name}.",
                [.. report.Parts.Select(part => (part.Name, (double)part.Bytes, $"{Figures.Bytes(part.Bytes)}, {Share(part.Bytes, report.SizeInBytes)}"))]))
            .Class("figures"),
        Folded.Of("Parts and matrices in figures", DataTable.Of("Parts", ["part", "parameters", "bytes", "zeros", "bits a weight"], report.Parts.SelectMany(Rows))),
    ];

    private static string Share(double bytes, double all) => bytes / all < OneColor ? "<1 %" : Figures.Percent(bytes / all, digits: 0);

    private static IEnumerable<string[]> Rows(PartReport part) =>
    [
        [part.Name, Figures.Count(part.Parameters), Figures.Count(part.Bytes), Figures.Percent(part.Sparsity), Figures.Number(part.BitsPerWeight, "F2")],
        .. part.Matrices.Select(matrix => (string[])
        [
            FormattableString.Invariant($"{part.Name}: {matrix.Name} [{matrix.Rows} x {matrix.Columns}]"),
            Figures.Count(matrix.Weights),
            Figures.Count(matrix.Bytes),
            Figures.Percent(matrix.Sparsity),
            Figures.Number(matrix.BitsPerWeight, "F2"),
        ]),
    ];
}
