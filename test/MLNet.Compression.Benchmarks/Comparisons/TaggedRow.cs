namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>The words of a sentence with a tag each.</summary>
internal sealed class TaggedRow
{
    public string[] Words { get; set; } = [];

    public string[] Label { get; set; } = [];
}
