namespace MLNet.Compression.Tests.NamedEntityRecognition;

/// <summary>A sentence, its words, and a tag for each.</summary>
internal class TaggedSentence
{
    public string Sentence { get; set; } = "";

    public string[] Words { get; set; } = [];

    public string[] Tags { get; set; } = [];
}
