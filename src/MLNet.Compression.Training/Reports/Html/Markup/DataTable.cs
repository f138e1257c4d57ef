namespace MLNet.Compression.Training.Reports.Html.Markup;

/// <summary>A table with headers of rows and columns, which scrolls by itself where it is wider than the page.</summary>
internal static class DataTable
{
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">The headers, that of the rows' names included.</param>
    /// <param name="rows">Its rows: a name, then a cell for each column; a cell is a number unless <paramref name="isText"/>.</param>
    /// <param name="isText">Whether its cells are words.</param>
    public static HtmlElement Of(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, bool isText = false) =>
        new HtmlElement(
            "div",
            new HtmlElement(
                "table",
                new HtmlElement("caption", caption),
                new HtmlElement("thead", new HtmlElement("tr", columns.Select(column => new HtmlElement("th", column).With("scope", "col")))),
                new HtmlElement("tbody", rows.Select(row => new HtmlElement("tr", [RowName(row[0]), .. row.Skip(1).Select(cell => Cell(cell, isText))]))))
                .Class(isText ? "words" : "numbers"))
            .Class("scroll").With("role", "region").With("aria-label", caption).With("tabindex", "0");

    private static HtmlElement RowName(string name) => new HtmlElement("th", new HtmlElement("bdi", name)).With("scope", "row");

    private static HtmlElement Cell(string text, bool isText) => isText ? new HtmlElement("td", text) : new HtmlElement("td", text).Class("number");
}
