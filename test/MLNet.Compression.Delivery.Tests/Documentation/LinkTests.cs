using System.Text.RegularExpressions;
using MLNet.Compression.Delivery.Tests.Support;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>Links from page to page lead somewhere.</summary>
public sealed partial class LinkTests
{
    private static IEnumerable<string> Pages => MarkdownPage.All.Select(page => page.Name);

    [TestCaseSource(nameof(Pages))]
    public void Links_OfAPage_LeadToPagesAndHeadings(string page)
    {
        foreach (var link in Link().Matches(File.ReadAllText(Repository.PathOf(page))).Where(link => !link.Groups["file"].Value.Contains("://", StringComparison.Ordinal)))
        {
            var name = link.Groups["file"].Value;
            var file = name.Length == 0 ? Repository.PathOf(page) : Path.Combine(Path.GetDirectoryName(Repository.PathOf(page))!, name);
            Assert.That(file, Does.Exist, $"{page}: {link.Value}");
            if (link.Groups["heading"].Success)
            {
                Assert.That(Headings(file), Does.Contain(link.Groups["heading"].Value), $"{page}: {link.Value}");
            }
        }
    }

    [GeneratedRegex(@"\]\((?<file>[^)#\s]*)(#(?<heading>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnAnchor();

    private static IEnumerable<string> Headings(string file) => File.ReadLines(file)
        .Where(line => line.StartsWith('#'))
        .Select(line => NotInAnAnchor().Replace(line.TrimStart('#').Trim(), "").Replace(' ', '-').ToLowerInvariant());
}
