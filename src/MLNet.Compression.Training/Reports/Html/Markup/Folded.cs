namespace MLNet.Compression.Training.Reports.Html.Markup;

/// <summary>What is read only by those who open it.</summary>
internal static class Folded
{
    public static HtmlElement Of(string summary, params IEnumerable<HtmlNode> content) => new("details", [new HtmlElement("summary", summary), .. content]);
}
