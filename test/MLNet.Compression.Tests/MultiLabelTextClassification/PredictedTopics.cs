namespace MLNet.Compression.Tests.MultiLabelTextClassification;

/// <summary>What a model says of a text.</summary>
internal sealed class PredictedTopics
{
    public string[] Topics { get; set; } = [];

    public string[] PredictedLabel { get; set; } = [];

    public float[] Score { get; set; } = [];
}
