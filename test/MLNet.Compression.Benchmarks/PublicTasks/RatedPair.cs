namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>One row of a regression.</summary>
internal sealed class RatedPair
{
    public string Text { get; set; } = "";

    public string Pair { get; set; } = "";

    public float Label { get; set; }
}
