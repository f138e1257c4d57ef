namespace MLNet.Compression.Tests.MultiLabelTextClassification;

/// <summary>A text and its topics.</summary>
internal sealed class TopicRow
{
    public string Sentence1 { get; set; } = "";

    public string[] Topics { get; set; } = [];
}
