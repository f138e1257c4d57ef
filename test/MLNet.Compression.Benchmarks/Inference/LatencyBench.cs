using System.Diagnostics;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>Times one classifier, warm, ids to probabilities.</summary>
internal sealed class LatencyBench(CompressedModel model, int threads, double seconds) : IDisposable
{
    private readonly TextClassifier _classifier = new(model, threads);

    public void Dispose() => _classifier.Dispose();

    /// <summary>Milliseconds for a batch of <paramref name="texts"/> sequences of <paramref name="tokens"/> tokens.</summary>
    public Latency Measure(int texts, int tokens)
    {
        var batch = Batch(texts, tokens);
        var probabilities = new float[texts * _classifier.LabelCount];
        var times = new List<double>();
        Run(seconds / 4, () => _classifier.Score(batch, probabilities), _ => { });
        Run(seconds, () => _classifier.Score(batch, probabilities), times.Add);
        times.Sort();
        return new Latency(times[times.Count / 2], times[0]);
    }

    /// <summary>Repeats an action for some seconds and reports the milliseconds of each time.</summary>
    public static void Run(double seconds, Action action, Action<double> report)
    {
        var all = Stopwatch.StartNew();
        do
        {
            var start = Stopwatch.GetTimestamp();
            action();
            report(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        while (all.Elapsed.TotalSeconds < seconds);
    }

    private TokenBatch Batch(int texts, int tokens)
    {
        var random = new Random(1);
        var batch = new TokenBatch();
        for (var i = 0; i < texts; i++)
        {
            batch.AddSequence([.. Enumerable.Range(0, tokens).Select(_ => random.Next(model.Shape.VocabularySize))], new int[tokens]);
        }

        return batch;
    }
}
