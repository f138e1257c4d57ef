namespace MLNet.Compression;

/// <summary>What a model costs: to keep, to score with and, of a text model, to train.</summary>
/// <param name="SavedBytes">Bytes of what ML.NET saves, compressed as it is.</param>
/// <param name="Rows">The rows that were scored.</param>
/// <param name="RowsPerSecond">Rows a second where a whole data view is read, by all the threads that the model uses.</param>
/// <param name="Latencies">Times of single rows, short ones first; empty of a model that can't map single rows.</param>
public sealed record CostMetrics(long SavedBytes, int Rows, double RowsPerSecond, IReadOnlyList<RowLatency> Latencies)
{
    /// <summary>Times of single rows of all lengths; null of a model that can't map single rows.</summary>
    public RowLatency? Latency { get; init; }

    /// <summary>Weights, biases and layer norms of a text model, zeros included; null for models of other kinds.</summary>
    public long? Parameters { get; init; }

    /// <summary>Bytes of a text model's own file; null for models of other kinds.</summary>
    public long? ModelBytes { get; init; }

    /// <summary>Multiplications and additions of a text model for a token, zeros left out, attention scores and head too; null for models of other kinds.</summary>
    public long? MultiplyAddsPerToken { get; init; }

    /// <summary>Bytes that are held more, after the rows were scored, than before the model was loaded from what was saved: managed memory, and native memory of text models. What other work of the process keeps meanwhile counts too.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>Seconds that a text model's stages took; null where that is not known.</summary>
    public double? TrainingSeconds { get; init; }

    /// <summary>Tokens a second in the training of a text model's last stage that trained; null where that is not known.</summary>
    public double? TrainingTokensPerSecond { get; init; }

    /// <summary>The most bytes of memory that the process was seen to take in the training of a text model; null where that is not known.</summary>
    public long? TrainingPeakBytes { get; init; }
}
