namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>The running text that the tiny model learns from: only sources whose licence lets a model of them be shipped, each named in the package's NOTICE.</summary>
internal static class TinyCorpus
{
    /// <summary>Every so many lines one is kept out of the training, to measure on.</summary>
    private const int HeldOutEvery = 50;

    /// <summary>Starts of the names of files. What is not here, such as newswire and abstracts with research terms, is not read.</summary>
    private static readonly string[] _sources =
    [
        "wikipedia-", "wikinews-", "medquad", "dialogue-sgd", "dialogue-topical-chat", "meetings-qmsum", "masc", "state-of-the-union", "factbook", "product-reviews",
        "american-government", "introduction-anthropology", "introduction-philosophy", "introduction-sociology", "principles-economics", "psychology", "us-history", "world-history",
        "ENG18",
    ];

    /// <summary>All passages of the sources, in a shuffled order.</summary>
    /// <param name="folder">The folder of text files, a paragraph a line.</param>
    /// <param name="seed">The seed of lengths and order.</param>
    /// <returns>Passages to learn from, and others to measure on.</returns>
    /// <exception cref="InvalidDataException">None of the sources is there.</exception>
    public static (string[] Training, string[] HeldOut) Read(string folder, int seed)
    {
        var random = new Random(seed);
        var (training, heldOut) = (new List<string>(), new List<string>());
        foreach (var (number, line) in Files(folder).SelectMany(File.ReadLines).Index())
        {
            (number % HeldOutEvery == 0 ? heldOut : training).AddRange(Passages.Of(line, random));
        }

        return (Shuffled(training, random), Shuffled(heldOut, random));
    }

    private static string[] Files(string folder)
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(folder, "*.txt")
                .Where(file => Array.Exists(_sources, source => Path.GetFileName(file).StartsWith(source, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
        return files.Length > 0 ? files : throw new InvalidDataException($"None of the texts that the model may learn from is in '{folder}'.");
    }

    private static string[] Shuffled(List<string> passages, Random random)
    {
        string[] all = [.. passages];
        random.Shuffle(all);
        return all;
    }
}
