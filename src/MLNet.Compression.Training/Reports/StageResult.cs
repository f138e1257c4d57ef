namespace MLNet.Compression;

/// <summary>The model as a stage left it.</summary>
/// <param name="Bytes">Bytes of its file.</param>
/// <param name="Quality">How well it does on the validation set.</param>
/// <param name="Latency">How long a typical text takes.</param>
public sealed record StageResult(long Bytes, QualityReport Quality, LatencyReport Latency)
{
    /// <summary>Which classes it takes for which; null for a regression.</summary>
    public ConfusionReport? Confusion { get; init; }

    /// <summary>Where it and its teacher are right and wrong; null without a teacher, and for a regression.</summary>
    public AgreementReport? Agreement { get; init; }
}
