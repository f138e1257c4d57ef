using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Charts;

/// <summary>Which colour is what.</summary>
internal static class Legend
{
    /// <param name="entries">A name and the number of a colour for each.</param>
    public static HtmlElement Of(IEnumerable<(string Name, int Color)> entries) => new HtmlElement(
        "ul", entries.Select(entry => new HtmlElement("li", new HtmlElement("i").Class($"k{entry.Color}").With("aria-hidden", "true"), entry.Name))).Class("key");
}
