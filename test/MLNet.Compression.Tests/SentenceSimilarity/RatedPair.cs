namespace MLNet.Compression.Tests.SentenceSimilarity;

/// <summary>Two texts, and how alike they are.</summary>
internal sealed class RatedPair
{
    public string Sentence1 { get; set; } = "";

    public string Sentence2 { get; set; } = "";

    public float Label { get; set; }
}
