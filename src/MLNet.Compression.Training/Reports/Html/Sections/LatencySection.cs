using MLNet.Compression.Training.Reports.Html.Charts;
using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>How long texts of several lengths take.</summary>
internal sealed class LatencySection : ReportSection
{
    public override string Title => "Latency";

    public override string Explanation => "The final model, one text at a time on one thread, tokens in, probabilities out, on the machine that made this page: the median, and the times that 95 and 99 of 100 runs stay within.";

    public override IReadOnlyList<HtmlNode> ContentOf(CompressionReport report) =>
    [
        new HtmlElement(
            "div",
            RangeChart.Draw(
                "Time of a text by its length",
                string.Join("; ", report.Latencies.Select(latency => $"{latency.Tokens} tokens: median {Figures.Milliseconds(latency.Milliseconds)}, 99 of 100 within {Figures.Milliseconds(latency.Percentile99)}")),
                [.. report.Latencies.Select(latency => (FormattableString.Invariant($"{latency.Tokens} tokens"), latency.Milliseconds, latency.Percentile95, latency.Percentile99))],
                value => FormattableString.Invariant($"{value:0.####} ms"),
                ["median (p50)", "p95", "p99"]))
            .Class("figures"),
        DataTable.Of("Times in milliseconds", ["tokens", "median", "p95", "p99", "runs", "texts a second"], report.Latencies.Select(latency => new[]
        {
            Figures.Count(latency.Tokens),
            Figures.Number(latency.Milliseconds, "F3"),
            Figures.Number(latency.Percentile95, "F3"),
            Figures.Number(latency.Percentile99, "F3"),
            Figures.Count(latency.Runs),
            Figures.Count(1000 / latency.Milliseconds),
        })),
    ];
}
