namespace MLNet.Compression.Tests.NamedEntityRecognition;

/// <summary>Words, and the keys of their predicted tags.</summary>
internal sealed class WordRow
{
    public string[] Sentence { get; set; } = [];

    public uint[] PredictedLabel { get; set; } = [];
}
