using System.Text;

namespace MLNet.Compression.Training.Reports.Html.Markup;

/// <summary>A piece of a page. Text becomes markup only here, so that none is forgotten to be escaped.</summary>
internal abstract class HtmlNode
{
    public static implicit operator HtmlNode(string text) => new HtmlText(text);

    public abstract void WriteTo(StringBuilder page);

    public sealed override string ToString()
    {
        var page = new StringBuilder();
        WriteTo(page);
        return page.ToString();
    }
}
