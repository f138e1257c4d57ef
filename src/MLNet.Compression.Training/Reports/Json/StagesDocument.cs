namespace MLNet.Compression.Training.Reports.Json;

/// <summary>The stages of a fit as they are kept beside a model.</summary>
/// <param name="Version">The version of the format.</param>
/// <param name="Stages">The stages, first to last.</param>
internal sealed record StagesDocument(int Version, IReadOnlyList<StageReport> Stages)
{
    public const int CurrentVersion = 1;
}
