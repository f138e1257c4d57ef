namespace MLNet.Compression.Tests.Support;

/// <summary>A row of the test data.</summary>
public sealed class Message
{
    public string Label { get; set; } = "";

    public string Sentence1 { get; set; } = "";

    public string Sentence2 { get; set; } = "";

    /// <summary>A number of its own, by which a row can be told again.</summary>
    public int Number { get; set; }
}
