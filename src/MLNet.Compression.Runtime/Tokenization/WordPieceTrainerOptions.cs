using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression;

/// <summary>How a vocabulary is learnt.</summary>
public sealed record WordPieceTrainerOptions
{
    /// <summary>
    /// Most pieces, special ones included; fewer are learnt where no pair is frequent enough. Of the alphabet, the 1000 most frequent characters at most are taken,
    /// and no more than fit. Default 8,000.
    /// </summary>
    public int VocabularySize { get; init; } = 8_000;

    /// <summary>How the tokenizer that will use the vocabulary normalises text. Default: as an uncased model.</summary>
    public TokenizerOptions Tokenizer { get; init; } = new();

    /// <summary>Which pair is merged next. Default <see cref="MergeRule.Frequency"/>.</summary>
    public MergeRule Rule { get; init; }

    /// <summary>Pairs that occur less often are not merged; at least 1. Default 2.</summary>
    public int MinFrequency { get; init; } = 2;

    /// <summary>
    /// Most different words that are kept while texts are read, at some 100 bytes each; where there are more, the rarest so far are left out until half as many are left.
    /// What a word counted before it was left out is lost, and the order of the texts then matters. At least 1,000; default 2,000,000.
    /// </summary>
    public int MostWords { get; init; } = 2_000_000;

    /// <summary>Threads that count words, the caller's included; 0, the default, for all processors. The vocabulary does not depend on them.</summary>
    public int Threads { get; init; }

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Tokenizer);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(VocabularySize, SpecialTokens.All.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinFrequency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostWords, 1_000);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }
}
