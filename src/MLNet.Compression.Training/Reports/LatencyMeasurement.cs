using System.Diagnostics;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Models;

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
    private readonly IDisposable _scorer;
    private readonly Action<TokenBatch> _score;

    public LatencyMeasurement(CompressedModel model)
    {
        _model = model;
        (_scorer, _score) = HeadDefinition.Of(model.Head).ReadsFirstToken ? OfTexts(model) : OfTokens(model);
    }

    /// <summary>The times of a text, at most as long as the model reads.</summary>
    public LatencyReport Of(int tokens)
    {
        var batch = Text(Math.Min(tokens, _model.MaxTokens));
        var times = new List<double>();
        var whole = Stopwatch.StartNew();
        _score(batch);
        while (times.Count < FewestRuns || (times.Count < MostRuns && whole.Elapsed < _budget))
        {
            var start = Stopwatch.GetTimestamp();
            _score(batch);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return new LatencyReport(batch.TokenCount, Rank(times, 0.5)) { Percentile95 = Rank(times, 0.95), Percentile99 = Rank(times, 0.99), Runs = times.Count };
    }

    /// <summary>The time that a share of the runs stay within, by the nearest rank.</summary>
    private static double Rank(List<double> sorted, double share) => SignificantDigits.Of(sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)]);

    public void Dispose() => _scorer.Dispose();

    private static (IDisposable Scorer, Action<TokenBatch> Score) OfTexts(CompressedModel model)
    {
        var classifier = new TextClassifier(model, threads: 1);
        var scores = new float[classifier.LabelCount];
        return (classifier, batch => classifier.Score(batch, scores));
    }

    private static (IDisposable Scorer, Action<TokenBatch> Score) OfTokens(CompressedModel model)
    {
        var outputs = new TokenOutputs(model, threads: 1);
        var scores = new float[model.MaxTokens * outputs.Outputs];
        return (outputs, batch => outputs.Compute(batch, scores));
    }

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
