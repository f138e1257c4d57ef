using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>One part of the page.</summary>
internal abstract class ReportSection
{
    public abstract string Title { get; }

    /// <summary>What is seen in it, and how to read it.</summary>
    public abstract string Explanation { get; }

    /// <summary>Why it may be absent; null where nobody would look for it.</summary>
    public virtual string? Missing => null;

    /// <summary>What stands in it; nothing where the report does not have it.</summary>
    public abstract IReadOnlyList<HtmlNode> ContentOf(CompressionReport report);
}
