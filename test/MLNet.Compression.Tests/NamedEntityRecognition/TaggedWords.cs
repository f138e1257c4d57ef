namespace MLNet.Compression.Tests.NamedEntityRecognition;

/// <summary>A sentence with the predicted tags of its words.</summary>
internal sealed class TaggedWords : TaggedSentence
{
    public string[] PredictedLabel { get; set; } = [];

    public float[] Score { get; set; } = [];
}
