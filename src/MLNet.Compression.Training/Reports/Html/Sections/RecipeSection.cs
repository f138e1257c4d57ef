using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>How each stage was asked to work.</summary>
internal sealed class RecipeSection : ReportSection
{
    private static readonly string[] _first = ["Epochs", "LearningRate", "BatchSize", "Sparsity", "Scheme"];

    public override string Title => "Recipe";

    public override string Explanation => "The options of each stage that have a say in its result, as they were with what the user left open.";

    public override IReadOnlyList<HtmlNode> ContentOf(CompressionReport report) =>
    [
        .. StageNames.Of(report).Where(stage => stage.Stage.Settings.Count > 0 || stage.Stage.Seed is not null)
            .Select(stage => Folded.Of(
                Summary(stage.Name, stage.Stage),
                DataTable.Of($"Options of {stage.Name}", ["option", "value"], stage.Stage.Settings.Select(setting => new[] { SettingWords.Name(setting.Key), SettingWords.Value(setting.Value) }), isText: true))),
    ];

    private static string Summary(string name, StageReport stage)
    {
        IEnumerable<string> parts =
        [
            .. _first.SelectMany(option => stage.Settings.Where(setting => setting.Key == option && setting.Value != "null").Take(1))
                .Select(setting => $"{SettingWords.Name(setting.Key)} {ShortText.Of(SettingWords.Value(setting.Value), 40)}"),
            .. stage.Seed is { } seed ? [FormattableString.Invariant($"seed {seed}")] : Array.Empty<string>(),
        ];
        return $"{name}: {string.Join(", ", parts)}";
    }
}
