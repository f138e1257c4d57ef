namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>A classifier to be timed on texts, one at a time.</summary>
internal interface ITextEngine : IDisposable
{
    /// <summary>What the tables call it.</summary>
    string Name { get; }

    /// <summary>Whether its layers have 8-bit weights.</summary>
    bool IsInt8 { get; }

    /// <summary>Passes over the texts.</summary>
    TextPass Scoring { get; }

    /// <summary>Passes of the tokenizer alone; null for engines that get token ids.</summary>
    TextPass? Tokenizing { get; }
}
