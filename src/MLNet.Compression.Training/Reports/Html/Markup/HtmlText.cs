using System.Text;

namespace MLNet.Compression.Training.Reports.Html.Markup;

/// <summary>Text as text: no character of it is markup.</summary>
internal sealed class HtmlText(string text) : HtmlNode
{
    public override void WriteTo(StringBuilder page)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            page.Append(Escaped(rune));
        }
    }

    /// <remarks>Control characters may not stand in a page, and half a surrogate pair comes as U+FFFD already.</remarks>
    private static string Escaped(Rune rune) => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\n' or '\t' => rune.ToString(),
        _ => Rune.IsControl(rune) ? "\uFFFD" : rune.ToString(),
    };
}
