namespace MLNet.Compression.Training.Reports.Json;

/// <summary>A whole report as JSON has it.</summary>
internal sealed record ReportDocument(
    int Version,
    string Shape,
    long Parameters,
    long SizeInBytes,
    RunEnvironment Environment,
    IReadOnlyList<StageReport> Stages,
    IReadOnlyList<PartReport> Parts,
    IReadOnlyList<LatencyReport> Latencies,
    BaselineReport? Baseline,
    string? Warning)
{
    public const int CurrentVersion = 1;
}
