using System.Collections.Concurrent;
using Microsoft.ML;

namespace MLNet.Compression.Reliability.Soaking;

/// <summary>Many threads score with one transformer in every way; each result must have the bits that it has when computed alone.</summary>
internal sealed class SoakRun
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TextModelTransformer _model;
    private readonly string[] _texts;
    private readonly float[][] _expected;

    /// <param name="model">The transformer; text column "Text".</param>
    /// <param name="texts">What is scored, again and again.</param>
    public SoakRun(TextModelTransformer model, IEnumerable<string> texts)
    {
        _model = model;
        _texts = [.. texts];
        _expected = [.. _texts.Select(text => model.Score(text))];
    }

    /// <summary>Texts scored so far, by all threads.</summary>
    public long Scored => Interlocked.Read(ref _scored);

    private long _scored;

    /// <summary>Scores until told to stop.</summary>
    /// <param name="threads">How many score at once.</param>
    /// <param name="goOn">Asked by each thread, with the number of its next round.</param>
    /// <returns>What went wrong; nothing, one hopes.</returns>
    public IReadOnlyCollection<string> Run(int threads, Func<int, bool> goOn)
    {
        var faults = new ConcurrentBag<string>();
        var workers = Enumerable.Range(0, threads).Select(thread => new Thread(() => Work(thread, goOn, faults))).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return faults;
    }

    private void Work(int thread, Func<int, bool> goOn, ConcurrentBag<string> faults)
    {
        try
        {
            var ways = new ScoringWays(_ml, _model, _texts).All;
            for (var round = 0; goOn(round); round++)
            {
                var (name, score) = ways[(thread + round) % ways.Count];
                Compare(name, score(), faults);
                Interlocked.Add(ref _scored, _texts.Length);
            }
        }
        catch (Exception exception)
        {
            faults.Add($"thread {thread}: {exception}");
        }
    }

    private void Compare(string way, float[][] scores, ConcurrentBag<string> faults)
    {
        for (var i = 0; i < _expected.Length; i++)
        {
            if (!Bits(scores[i]).SequenceEqual(Bits(_expected[i])))
            {
                faults.Add($"{way}: text {i} has the scores {string.Join(", ", scores[i])}, alone {string.Join(", ", _expected[i])}.");
            }
        }
    }

    private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
}
