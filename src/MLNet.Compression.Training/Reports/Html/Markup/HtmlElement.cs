using System.Globalization;
using System.Text;

namespace MLNet.Compression.Training.Reports.Html.Markup;

/// <summary>An element of HTML or SVG with what is in it.</summary>
/// <param name="name">Its name.</param>
/// <param name="content">What is in it, in order.</param>
internal sealed class HtmlElement(string name, params IEnumerable<HtmlNode> content) : HtmlNode
{
    private readonly List<(string Name, string Value)> _attributes = [];
    private readonly HtmlNode[] _content = [.. content];

    /// <summary>Gives it an attribute.</summary>
    public HtmlElement With(string attribute, string value)
    {
        _attributes.Add((attribute, value));
        return this;
    }

    /// <summary>Gives it an attribute with a number.</summary>
    public HtmlElement With(string attribute, double value) => With(attribute, value.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>Gives it a class of the style sheet.</summary>
    public HtmlElement Class(string names) => With("class", names);

    public override void WriteTo(StringBuilder page)
    {
        page.Append('<').Append(name);
        foreach (var (attribute, value) in _attributes)
        {
            page.Append(' ').Append(attribute).Append("=\"");
            new HtmlText(value).WriteTo(page);
            page.Append('"');
        }

        page.Append('>');
        foreach (var node in _content)
        {
            node.WriteTo(page);
        }

        if (name is not "meta")
        {
            page.Append("</").Append(name).Append('>');
        }
    }
}
