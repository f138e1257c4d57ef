namespace MLNet.Compression.Benchmarks;

/// <summary>Kinds of text to tokenize.</summary>
public enum BenchmarkText
{
    /// <summary>Lines of about ten words.</summary>
    ShortEnglish,

    /// <summary>Paragraphs of about eighty words with capitals and punctuation.</summary>
    RunningEnglish,

    /// <summary>Lines in which every third word has an accent.</summary>
    Accented,

    /// <summary>Lines of forty ideographs.</summary>
    Chinese,
}
