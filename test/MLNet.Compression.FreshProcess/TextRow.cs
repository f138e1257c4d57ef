namespace MLNet.Compression.FreshProcess;

/// <summary>What comes in.</summary>
internal sealed class TextRow
{
    public string Sentence1 { get; set; } = "";

    public string Label { get; set; } = "";
}
