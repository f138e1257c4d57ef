namespace MLNet.Compression;

/// <summary>A stage in a data frame, or what it is compared with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Stage">The stage; null for linear models.</param>
/// <param name="Baseline">The linear models; null for a stage.</param>
internal sealed record ReportLine(string Name, StageReport? Stage, BaselineReport? Baseline)
{
    public QualityReport? Quality => Stage?.Result?.Quality ?? Baseline?.Quality;

    /// <summary>The stages of a report, and the linear models where they were measured.</summary>
    public static IReadOnlyList<ReportLine> Of(CompressionReport report) =>
    [
        .. report.Stages.Select(stage => new ReportLine(stage.Stage, stage, Baseline: null)),
        .. report.Baseline is { } baseline ? [new ReportLine(baseline.Name, Stage: null, baseline)] : Array.Empty<ReportLine>(),
    ];
}
