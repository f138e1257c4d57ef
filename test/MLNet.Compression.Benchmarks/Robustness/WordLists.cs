namespace MLNet.Compression.Benchmarks.Robustness;

/// <summary>What attacks know of words.</summary>
/// <param name="Neighbors">Words of nearly the same meaning.</param>
/// <param name="Classes">Parts of speech.</param>
/// <param name="StopWords">Words that stay.</param>
/// <param name="Encoder">Compares sentences; null for none.</param>
internal sealed record WordLists(WordNeighbors Neighbors, WordClasses Classes, IReadOnlySet<string> StopWords, SentenceEncoder? Encoder)
{
    /// <summary>Reads the files counterfitted-neighbours.json, pos-lexicon.tsv and stopwords-en.txt.</summary>
    public static WordLists Load(DirectoryInfo folder, SentenceEncoder? encoder) => new(
        WordNeighbors.Load(Path.Combine(folder.FullName, "counterfitted-neighbours.json")),
        WordClasses.Load(Path.Combine(folder.FullName, "pos-lexicon.tsv")),
        File.ReadLines(Path.Combine(folder.FullName, "stopwords-en.txt")).ToHashSet(),
        encoder);
}
