using System.Diagnostics;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Reports;

/// <summary>Times single texts of given lengths on one thread.</summary>
internal sealed class LatencyMeasurement : IDisposable
{
    /// <summary>A short, a usual and a long text.</summary>
    public static readonly int[] TypicalLengths = [16, 32, 128];

    /// <summary>The length that stands for all where there is room for one.</summary>
    public const int UsualLength = 32;

    private const int MostRuns = 401;
    private const int FewestRuns = 5;
    private static readonly TimeSpan _budget = TimeSpan.FromMilliseconds(150);

    private readonly CompressedModel _model;
    private readonly IModelOutputs _outputs;

    public LatencyMeasurement(CompressedModel model)
    {
        _model = model;
        _outputs = IModelOutputs.Of(model, threads: 1);
    }

    /// <summary>The times of a text, at most as long as the model reads.</summary>
    public LatencyReport Of(int tokens)
    {
        var batch = Text(Math.Min(tokens, _model.MaxTokens));
        var scores = new float[_outputs.CountFor(batch)];
        var times = new List<double>();
        var whole = Stopwatch.StartNew();
        _outputs.Compute(batch, scores);
        while (times.Count < FewestRuns || (times.Count < MostRuns && whole.Elapsed < _budget))
        {
            var start = Stopwatch.GetTimestamp();
            _outputs.Compute(batch, scores);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return new LatencyReport(batch.TokenCount, Rank(times, 0.5)) { Percentile95 = Rank(times, 0.95), Percentile99 = Rank(times, 0.99), Runs = times.Count };
    }

    private static double Rank(List<double> sorted, double share) => SignificantDigits.Of(NearestRank.Of(sorted, share));

    public void Dispose() => _outputs.Dispose();

    private TokenBatch Text(int tokens)
    {
        var batch = new TokenBatch();
        for (var i = 0; i < tokens; i++)
        {
            batch.AddToken((int)(i * 7919L % _model.Vocabulary.Count), tokenType: 0);
        }

        batch.EndSequence();
        return batch;
    }
}
