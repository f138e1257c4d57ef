using System.Diagnostics;

namespace MLNet.Compression.Benchmarks.Vocabularies;

/// <summary>What a learner's reports tell of its time and memory.</summary>
/// <param name="before">Managed memory in use before.</param>
internal sealed class LearnerWatch(long before) : IProgress<WordPieceProgress>
{
    /// <summary>When the last text had been read.</summary>
    public long Read { get; private set; }

    public int Words { get; private set; }

    public long Peak { get; private set; }

    public void Report(WordPieceProgress value)
    {
        Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: false) - before);
        (Words, Read) = (value.Words, value.Pieces == 0 ? Stopwatch.GetTimestamp() : Read);
    }
}
