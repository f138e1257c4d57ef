using System.Collections.Concurrent;
using System.Diagnostics;

namespace MLNet.Compression.Training.Robustness;

/// <summary>Attacks many texts, several at once.</summary>
/// <param name="attack">The attack.</param>
/// <param name="classes">The names of the classes.</param>
/// <param name="score">Probabilities of each class for each of several texts, and texts that go with them; called from several threads.</param>
internal sealed class AttackRun(TextAttack attack, IReadOnlyList<string> classes, Func<IReadOnlyList<string>, IReadOnlyList<string>?, float[][]> score)
{
    /// <summary>Attacks texts.</summary>
    /// <param name="rows">The texts.</param>
    /// <param name="model">What tells the model from others, for the file of results.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">A pair was to be changed, and there is none; or the file of results is of another run.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; what is finished is in the file of results.</exception>
    public RobustnessMetrics Run(IReadOnlyList<AttackRow> rows, string model, RobustnessOptions options)
    {
        if (attack.OnPair && rows.Any(row => row.Pair is null))
        {
            throw new ArgumentException("The attack changes the second text of a pair, but the model reads single texts: leave OnPair false.");
        }

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
        return new RobustnessMetrics(attack.Name, [.. rows.Select(row => done[row.Row])]);
    }

    private AttackedText Attacked(AttackRow row, CancellationToken stop)
    {
        var text = attack.OnPair ? row.Pair! : row.Text;
        var split = SplitText.Of(text);
        var probabilities = Ask([text])[0];
        var subject = new AttackSubject(row.Row, split, row.Label, probabilities, Ask);
        if (subject.IsFooled)
        {
            return Result(AttackOutcome.WrongBefore, text, probabilities);
        }

        attack.Run(subject);
        return subject.IsFooled
            ? Result(AttackOutcome.Fooled, subject.Shown(subject.Text), subject.Probabilities)
            : Result(AttackOutcome.Held, text, probabilities);

        float[][] Ask(IReadOnlyList<string> texts)
        {
            stop.ThrowIfCancellationRequested();
            var other = row.Pair is null ? null : Enumerable.Repeat(attack.OnPair ? row.Text : row.Pair, texts.Count).ToArray();
            return attack.OnPair ? score(other!, texts) : score(texts, other);
        }

        AttackedText Result(AttackOutcome outcome, string shown, float[] last) => new(
            row.Row,
            outcome,
            shown,
            classes[row.Label],
            classes[AttackSubject.Predicted(last)],
            split.Words.Count,
            outcome == AttackOutcome.Fooled ? subject.Changes : 0,
            subject.Queries);
    }
}
