using System.Globalization;
using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>The elements that charts are drawn of.</summary>
internal static class Svg
{
    /// <summary>The width of every chart in its own units; a phone shows about as many pixels.</summary>
    public const double Width = 400;

    private const double LetterWidth = 6.6;

    /// <summary>A picture with a title and a description for those who do not see it.</summary>
    /// <param name="caption">What it shows; stands above it.</param>
    /// <param name="description">What is to be seen in it.</param>
    /// <param name="height">Its height in its own units.</param>
    /// <param name="content">What is drawn.</param>
    /// <param name="below">What stands below it.</param>
    public static HtmlElement Figure(string caption, string description, double height, IEnumerable<HtmlNode> content, params IEnumerable<HtmlNode> below) => new(
        "figure",
        [
            new HtmlElement("figcaption", caption),
            new HtmlElement("svg", [new HtmlElement("title", caption), new HtmlElement("desc", description), .. content])
                .With("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {height:0.##}")).With("role", "img").With("aria-label", $"{caption}. {description}"),
            .. below,
        ]);

    public static HtmlElement Line(double x1, double y1, double x2, double y2, string kind) =>
        new HtmlElement("line").With("x1", x1).With("y1", y1).With("x2", x2).With("y2", y2).Class(kind);

    public static HtmlElement Box(double x, double y, double width, double height, string kind) =>
        new HtmlElement("rect").With("x", x).With("y", y).With("width", Math.Max(0, width)).With("height", height).Class(kind);

    public static HtmlElement Circle(double x, double y, double radius, string kind) => new HtmlElement("circle").With("cx", x).With("cy", y).With("r", radius).Class(kind);

    /// <param name="x">Where it begins, ends or has its middle, as <paramref name="kind"/> says.</param>
    /// <param name="y">The line that letters stand on.</param>
    /// <param name="text">The text.</param>
    /// <param name="kind">Classes of the style sheet.</param>
    public static HtmlElement Text(double x, double y, string text, string kind = "label") => new HtmlElement("text", text).With("x", x).With("y", y).Class(kind);

    /// <summary>Lines from point to point.</summary>
    public static HtmlElement Path(IEnumerable<(double X, double Y)> points, string kind) =>
        new HtmlElement("polyline").With("points", string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")))).Class(kind);

    /// <summary>About how wide a text is.</summary>
    public static double WidthOf(string text) => text.Length * LetterWidth;

    /// <summary>A text that is cut where it is wider.</summary>
    public static string Fitting(string text, double width) => ShortText.Of(text, Math.Max(2, (int)Math.Ceiling(width / LetterWidth)));
}
