namespace MLNet.Compression.Reliability;

/// <summary>A row to train on or to score.</summary>
internal sealed class TextRow
{
    public string Label { get; set; } = "";

    public string Text { get; set; } = "";
}
