using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>Where all of it ran.</summary>
internal sealed class EnvironmentSection : ReportSection
{
    public override string Title => "Environment";

    public override string Explanation => "Where this page was made and its latencies were taken, and where the stages ran. Times of different machines are not to be compared.";

    public override IReadOnlyList<HtmlNode> ContentOf(CompressionReport report) =>
    [
        DataTable.Of(
            "Machines and versions",
            ["what", "processor", "kernels", ".NET", "system", "MLNet.Compression", "threads", "seed", "ended"],
            [
                Row("this page", report.Environment, seed: null),
                .. StageNames.Of(report).Where(stage => stage.Stage.Environment is not null)
                    .GroupBy(stage => (stage.Stage.Environment! with { Date = default }, stage.Stage.Seed))
                    .Select(alike => Row(string.Join(", ", alike.Select(stage => stage.Name)), alike.Last().Stage.Environment!, alike.Key.Seed)),
            ],
            isText: true),
    ];

    private static string[] Row(string name, RunEnvironment environment, int? seed) =>
    [
        name,
        environment.Processor,
        environment.Instructions,
        environment.Framework,
        environment.OperatingSystem,
        environment.Library,
        Figures.Count(environment.Threads),
        Figures.Number(seed, "0"),
        Figures.Date(environment.Date),
    ];
}
