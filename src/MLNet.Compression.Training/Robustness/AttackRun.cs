using System.Collections.Concurrent;
using System.Diagnostics;

namespace MLNet.Compression.Training.Robustness;

/// <summary>Attacks many texts, several at once.</summary>
/// <param name="attack">The attack.</param>
internal sealed class AttackRun(TextAttack attack)
{
    /// <summary>Attacks texts.</summary>
    /// <param name="rows">The texts.</param>
    /// <param name="model">What tells the model from others, for the file of results.</param>
    /// <param name="options">How.</param>
    /// <returns>What came of each, in their order.</returns>
    /// <exception cref="ArgumentException">The file of results is of another run.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; what is finished is in the file of results.</exception>
    public IReadOnlyList<AttackedText> Run(IReadOnlyList<AttackRow> rows, string model, RobustnessOptions options)
    {
        using var results = AttackLog.Open(options.ResultsPath, $"{attack}; {model}; {rows.Count} rows", rows);
        var done = new ConcurrentDictionary<int, AttackedText>(results.Finished.Select(text => KeyValuePair.Create(text.Row, text)));
        var (before, watch) = (done.Count, Stopwatch.StartNew());
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        Parallel.ForEach(
            rows.Where(row => !done.ContainsKey(row.Row)),
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = options.CancellationToken },
            row =>
            {
                var text = Attacked(row, options.CancellationToken);
                results.Add(text);
                done[row.Row] = text;
                var count = done.Count;
                options.Progress?.Report(new RobustnessProgress(count, rows.Count, watch.Elapsed, watch.Elapsed * ((double)(rows.Count - count) / Math.Max(1, count - before))));
            });
        return [.. rows.Select(row => done[row.Row])];
    }

    private AttackedText Attacked(AttackRow row, CancellationToken stop)
    {
        var before = Ask([row.Text])[0];
        var subject = new AttackSubject(row, before, Ask);
        if (before.Quality == 0)
        {
            return Result(AttackOutcome.WrongBefore, row.Text, before);
        }

        attack.Run(subject);
        return subject.IsFooled ? Result(AttackOutcome.Fooled, subject.Text, subject.Answer) : Result(AttackOutcome.Held, row.Text, before);

        ModelAnswer[] Ask(IReadOnlyList<SplitText> texts)
        {
            stop.ThrowIfCancellationRequested();
            return row.Ask(texts);
        }

        AttackedText Result(AttackOutcome outcome, SplitText last, ModelAnswer answer) => new(
            row.Row, outcome, last.Shown(), row.Right, answer.Prediction, row.Text.Words.Count, outcome == AttackOutcome.Fooled ? subject.Changes : 0, subject.Queries);
    }
}
