using MLNet.Compression.Training.Reports.Html.Markup;

namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>The one figure that a model is judged by: accuracy, of named entities F1, of answers exact match, of several labels a text micro F1, or of a regression Pearson's correlation.</summary>
internal static class MainScore
{
    public static bool IsRegression(CompressionReport report) => report.Stages.Any(stage => stage.Result?.Quality.Regression is not null);

    public static string Name(CompressionReport report) => IsRegression(report)
        ? "Pearson’s correlation"
        : report.Stages.Select(stage => stage.Result?.Quality.MainShareName).FirstOrDefault(name => name is not null) ?? "accuracy";

    public static double? Of(QualityReport? quality) => quality?.Regression?.Pearson ?? quality?.MainShare;

    public static double? AgreementOf(QualityReport? quality) => quality?.Regression is { } regression ? regression.TeacherPearson : quality?.LabelLoyalty;

    /// <summary>In percent, or as the correlation that it is.</summary>
    public static string Text(CompressionReport report, double? value) => IsRegression(report) ? Figures.Number(value, "F3") : Figures.Percent(value);

    /// <summary>The same with no more digits than it needs.</summary>
    public static string Tick(CompressionReport report, double value) => IsRegression(report) ? Figures.Number(value, "0.###") : $"{Figures.Number(value * 100, "0.##")} %";
}
