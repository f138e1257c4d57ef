using System.Diagnostics;

namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>Times one classifier on one thread, warm, one text at a time, tokenizer included.</summary>
internal sealed class TextLatencyBench(CompressedModel model, IReadOnlyList<string> texts, double seconds) : IDisposable
{
    private readonly TextClassifier _classifier = new(model, threads: 1);
    private readonly BertTokenizer _tokenizer = new(model.Vocabulary, model.Tokenizer);
    private readonly TokenBatch _batch = new();
    private readonly float[] _probabilities = new float[model.Labels.Count];
    private readonly double[] _milliseconds = new double[texts.Count];

    public void Dispose() => _classifier.Dispose();

    public TextLatency Measure()
    {
        var medians = new List<double>();
        var passes = Passes.Measure(
            seconds,
            () =>
            {
                Score();
                medians.Add(Passes.Median(_milliseconds));
            },
            Tokenize);
        var (scoring, tokenizing) = (passes[0], passes[1]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Score();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new TextLatency(Passes.Median(medians), scoring.Median / texts.Count, scoring.Best / texts.Count, tokenizing.Median / scoring.Median, (double)allocated / texts.Count);
    }

    private void Score()
    {
        for (var i = 0; i < _milliseconds.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _classifier.Score(texts[i], _probabilities);
            _milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private void Tokenize()
    {
        for (var i = 0; i < _milliseconds.Length; i++)
        {
            _batch.Clear();
            _tokenizer.AddTo(_batch, texts[i], model.MaxTokens);
        }
    }
}
