namespace MLNet.Compression.Tests.MultiLabelTextClassification;

/// <summary>A text with a number for each label.</summary>
internal sealed class SlotRow
{
    public string Sentence1 { get; set; } = "";

    public float[] Label { get; set; } = [];
}
