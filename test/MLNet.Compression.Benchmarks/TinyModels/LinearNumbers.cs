using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>Linear regressions of pairs.</summary>
internal sealed class LinearNumbers : LinearModels
{
    protected override IEnumerable<IEstimator<ITransformer>> Pipelines(MLContext ml)
    {
        var trainers = ml.Regression.Trainers;
        IEstimator<ITransformer>[] all = [trainers.Sdca(), trainers.OnlineGradientDescent()];
        return all.Select(trainer => Features(ml, nameof(RatedPair.Text), nameof(RatedPair.Pair)).Append(trainer));
    }

    protected override double Quality(MLContext ml, IDataView scored) => ml.Regression.Evaluate(scored).RSquared;
}
