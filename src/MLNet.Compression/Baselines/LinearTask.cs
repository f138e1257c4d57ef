using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.Baselines;

/// <summary>What linear models predict of texts, and with which trainers: the best of them on rows held out learns from all.</summary>
/// <remarks>
/// Features are those of FeaturizeText: counts of words, pairs of words and triples of characters. One thread for each trainer, so that the same seed gives the same model.
/// </remarks>
internal abstract class LinearTask
{
    /// <summary>More characters than these are learnt from as an even sample of the rows: seconds, and not minutes.</summary>
    private const int MostCharacters = 5_000_000;

    private const double HeldOut = 0.1;
    private const int LeastHeldOut = 2;

    /// <summary>Whether a row has two texts.</summary>
    public bool HasPairs { get; init; }

    /// <summary>The column that the trainers' predictions are read from.</summary>
    public abstract string PredictedColumn { get; }

    /// <summary>The trainers that are tried.</summary>
    protected abstract IReadOnlyList<LinearTrainer> TrainersFor(IReadOnlyList<BaselineRow> rows);

    /// <summary>What comes before the features.</summary>
    protected abstract EstimatorChain<ITransformer> Begin(MLContext ml);

    /// <summary>What comes behind the trainer.</summary>
    protected abstract EstimatorChain<ITransformer> End(MLContext ml, EstimatorChain<ITransformer> chain);

    /// <summary>How good predictions are; the larger, the better.</summary>
    protected abstract double Judge(IDataView predicted, IReadOnlyList<BaselineRow> rows);

    /// <summary>Trains all, and the best again on all rows.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Stops the training.</param>
    /// <returns>The fitted pipeline from a row's columns to its prediction, the trainer's name, and how many rows it learnt from.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public (ITransformer Model, string Trainer, int Rows) Train(int seed, IReadOnlyList<BaselineRow> rows, CancellationToken cancellationToken)
    {
        var ml = new MLContext(seed);
        using var stop = cancellationToken.Register(() => MicrosoftMLInternals.CancelExecution(ml));
        var some = Sampled(rows);
        var trainers = TrainersFor(some);
        var best = trainers.Count == 1 ? trainers[0] : Best(ml, trainers, some, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return (End(ml, Pipeline(ml, best)).Fit(ml.Data.LoadFromEnumerable(some)), best.Name, some.Count);
    }

    private LinearTrainer Best(MLContext ml, IReadOnlyList<LinearTrainer> trainers, IReadOnlyList<BaselineRow> rows, CancellationToken cancellationToken)
    {
        // Every tenth row: rows of a class often lie together, which an even choice spreads over both parts.
        var every = (int)Math.Round(1 / HeldOut);
        BaselineRow[] held = [.. rows.Where((_, row) => row % every == 0)];
        BaselineRow[] kept = [.. rows.Where((_, row) => row % every != 0)];
        if (held.Length < LeastHeldOut)
        {
            return trainers[0];
        }

        var (train, test) = (ml.Data.LoadFromEnumerable(kept), ml.Data.LoadFromEnumerable(held));
        return trainers.MaxBy(trainer =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Judge(End(ml, Pipeline(ml, trainer)).Fit(train).Transform(test), held);
        })!;
    }

    private EstimatorChain<ITransformer> Pipeline(MLContext ml, LinearTrainer trainer)
    {
        string[] texts = HasPairs ? [nameof(BaselineRow.Text), nameof(BaselineRow.Pair)] : [nameof(BaselineRow.Text)];
        return Begin(ml)
            .Append<ITransformer>(ml.Transforms.Text.FeaturizeText("Features", new Microsoft.ML.Transforms.Text.TextFeaturizingEstimator.Options(), texts))
            .AppendCacheCheckpoint(ml)
            .Append(trainer.Make(ml));
    }

    private static IReadOnlyList<BaselineRow> Sampled(IReadOnlyList<BaselineRow> rows)
    {
        var characters = rows.Sum(row => (long)row.Text.Length + row.Pair.Length);
        var count = (int)Math.Max(1, rows.Count * Math.Min(1, (double)MostCharacters / Math.Max(1, characters)));
        return count == rows.Count ? rows : [.. Enumerable.Range(0, count).Select(row => rows[(int)((long)row * rows.Count / count)])];
    }
}
