namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>A text that nobody wrote.</summary>
internal sealed class MadeText
{
    public string Text { get; set; } = "";
}
