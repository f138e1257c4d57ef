using MLNet.Compression.Training.Reports.Html.Markup;
using MLNet.Compression.Training.Reports.Html.Sections;

namespace MLNet.Compression.Training.Reports.Html;

/// <summary>A report as a page of its own: no scripts, no other files, nothing that is fetched.</summary>
internal static class ReportPage
{
    // What a browser refuses whatever stood in the page.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private static readonly ReportSection[] _sections =
    [
        new StagesSection(), new SizeSection(), new CurvesSection(), new ClassesSection(), new AgreementSection(), new BytesSection(), new LayersSection(),
        new LatencySection(), new RecipeSection(), new EnvironmentSection(),
    ];

    public static string Of(CompressionReport report)
    {
        var sections = _sections.Select(section => (Section: section, Content: section.ContentOf(report))).ToArray();
        var page = new HtmlElement("html", Head(), new HtmlElement(
            "body",
            new HtmlElement("header", new HtmlElement("h1", "Compression report"), new HtmlElement("p", $"Model {report.Shape}, {Figures.Date(report.Environment.Date)}").Class("soft"), SummaryTiles.Of(report)),
            new HtmlElement("main", sections.Where(section => section.Content.Count > 0).Select(section => Drawn(section.Section, section.Content))),
            Footer(sections.Where(section => section.Content.Count == 0).Select(section => section.Section.Missing).OfType<string>()))).With("lang", "en");
        return $"<!DOCTYPE html>\n{page}\n";
    }

    private static HtmlElement Head() => new(
        "head",
        new HtmlElement("meta").With("charset", "utf-8"),
        new HtmlElement("meta").With("http-equiv", "Content-Security-Policy").With("content", Policy),
        new HtmlElement("meta").With("name", "viewport").With("content", "width=device-width, initial-scale=1"),
        new HtmlElement("meta").With("name", "color-scheme").With("content", "light dark"),
        new HtmlElement("title", "Compression report"),
        new StyleSheet());

    private static HtmlElement Drawn(ReportSection section, IReadOnlyList<HtmlNode> content) =>
        new("section", [new HtmlElement("h2", section.Title), new HtmlElement("p", section.Explanation).Class("note"), .. content]);

    private static HtmlElement Footer(IEnumerable<string> missing) =>
        new("footer", missing.Select(sentence => new HtmlElement("p", sentence)));
}
