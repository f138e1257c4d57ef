using MLNet.Compression.Training.Reports.Html.Charts;
using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>What pruning and quantisation left of each matrix.</summary>
internal sealed class LayersSection : ReportSection
{
    private const double MostBits = 32;
    private const double NameWidth = 64;
    private const double RowHeight = 26;

    private static readonly Dictionary<string, string> _shortNames = new()
    {
        ["query, key, value"] = "Q, K, V",
        ["attention output"] = "attn. output",
    };

    public override string Title => "Layers";

    public override string Explanation => "The matrices of each layer: the share of their weights that are zero, and the bits that a weight takes in the file, zeros included. A matrix that is not there was cut out whole, or is that of an earlier layer.";

    public override IReadOnlyList<HtmlNode> ContentOf(CompressionReport report)
    {
        PartReport[] layers = [.. report.Parts.Where(part => part.Name.StartsWith("layer ", StringComparison.Ordinal))];
        string[] columns = [.. layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Name).Distinct()];
        return columns.Length == 0
            ? []
            :
            [
                new HtmlElement(
                    "div",
                    Draw("Zeros", "The darker, the more of the weights are zero.", layers, columns, matrix => new HeatCell(matrix.Sparsity, Figures.Percent(matrix.Sparsity, digits: 0), Color: 2)),
                    Draw("Bits a weight", "The darker, the more bits; 32 are the most.", layers, columns, matrix => new HeatCell(matrix.BitsPerWeight / MostBits, Figures.Number(matrix.BitsPerWeight, "0.#"))))
                    .Class("figures"),
            ];
    }

    private static HtmlElement Draw(string caption, string reading, PartReport[] layers, string[] columns, Func<MatrixReport, HeatCell> cell) => HeatGrid.Draw(
        caption,
        $"{reading} {string.Join("; ", layers.Select(layer => $"{layer.Name}: {string.Join(", ", layer.Matrices.Select(matrix => $"{matrix.Name} {cell(matrix).Text}"))}"))}.",
        [.. layers.Select(layer => (layer.Name, (IReadOnlyList<HeatCell?>)[.. columns.Select(column => layer.Matrices.FirstOrDefault(matrix => matrix.Name == column) is { } found ? cell(found) : null)]))],
        [.. columns.Select(column => _shortNames.GetValueOrDefault(column, column))],
        NameWidth,
        RowHeight);
}
