using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>The figures that a reader looks for first.</summary>
internal static class SummaryTiles
{
    public static HtmlElement Of(CompressionReport report)
    {
        var measured = StageNames.Measured(report);
        var (first, last) = (measured.Count > 1 ? measured[0].Result : null, report.Quality);
        (string Name, string Value, string? Note)[] tiles =
        [
            .. last is null ? [] : new[] { (MainScore.Name(report), MainScore.Text(report, MainScore.Of(last)), (string?)$"on {Figures.Count(last.Rows)} rows") },
            .. MainScore.AgreementOf(last) is { } agreement ? new[] { ("agreement with the teacher", MainScore.Text(report, agreement), (string?)null) } : [],
            ("size", Figures.Bytes(report.SizeInBytes), first is { } big ? Ratio(big.Bytes, report.SizeInBytes, "smaller than after", measured[0].Name) : null),
            ("parameters", Figures.Count(report.Parameters), null),
            .. report.Latencies.Select(latency => ($"a text of {latency.Tokens} tokens", Figures.Milliseconds(latency.Milliseconds), (string?)"median, one thread")),
        ];
        return new HtmlElement("dl", tiles.Select(tile => new HtmlElement("div", new HtmlElement("dt", tile.Name), new HtmlElement(
            "dd", tile.Note is null ? [tile.Value] : (HtmlNode[])[tile.Value, new HtmlElement("small", tile.Note)])))).Class("tiles");
    }

    private static string? Ratio(double before, double after, string what, string stage) =>
        before >= after * 1.05 ? FormattableString.Invariant($"{before / after:F1} times {what} “{stage}”") : null;
}
