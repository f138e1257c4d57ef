using System.Diagnostics;

namespace MLNet.Compression.Benchmarks.Vocabularies;

/// <summary>A vocabulary that was learnt, and what that took.</summary>
/// <param name="Vocabulary">The vocabulary.</param>
/// <param name="Reading">Time to count the words.</param>
/// <param name="Merging">Time to merge pieces.</param>
/// <param name="Processor">Processor time of both, on all threads: what it takes where the machine has other work too.</param>
/// <param name="Words">Different words.</param>
/// <param name="PeakBytes">The most managed memory at a report of the learner, above what was in use before.</param>
internal sealed record LearnerRun(Vocabulary Vocabulary, TimeSpan Reading, TimeSpan Merging, TimeSpan Processor, int Words, long PeakBytes)
{
    public static LearnerRun Of(IEnumerable<string> texts, WordPieceTrainerOptions options, CancellationToken cancellationToken)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = new LearnerWatch(before);
        var (start, processor) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var vocabulary = WordPieceTrainer.Train(texts, options, watch, cancellationToken);
        var all = Stopwatch.GetElapsedTime(start);
        var reading = Stopwatch.GetElapsedTime(start, watch.Read);
        return new LearnerRun(vocabulary, reading, all - reading, Process.GetCurrentProcess().TotalProcessorTime - processor, watch.Words, watch.Peak);
    }
}
