using System.Text;

namespace MLNet.Compression.Training.Reports.Html.Markup;

/// <summary>Pieces one after another.</summary>
internal sealed class HtmlGroup(params IEnumerable<HtmlNode> nodes) : HtmlNode
{
    private readonly HtmlNode[] _nodes = [.. nodes];

    public override void WriteTo(StringBuilder page)
    {
        foreach (var node in _nodes)
        {
            node.WriteTo(page);
        }
    }
}
