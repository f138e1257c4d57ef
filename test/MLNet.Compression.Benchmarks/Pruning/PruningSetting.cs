using System.Globalization;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Compressing;

namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>One way to prune.</summary>
/// <param name="Unit">What goes as a whole.</param>
/// <param name="Measure">What it is worth.</param>
/// <param name="Sparsity">The share that goes.</param>
/// <param name="Ranking">Who competes.</param>
/// <param name="Ramp">How the share rises.</param>
/// <param name="RampShare">The share of the steps after which the masks stay.</param>
/// <param name="LearningRate">The peak learning rate.</param>
/// <param name="HiddenWeight">The weight of the hidden states of the unpruned model.</param>
/// <param name="Epochs">Passes over the rows.</param>
internal sealed record PruningSetting(
    Named<PruningUnit> Unit,
    Named<PruningMeasure> Measure,
    double Sparsity,
    PruningRanking Ranking,
    Named<PruningRamp> Ramp,
    double RampShare,
    double LearningRate,
    double HiddenWeight,
    int Epochs) : PruningWay
{
    /// <inheritdoc/>
    public override string Family => $"{Unit.Name}, {Measure.Name}, {Training}";

    /// <inheritdoc/>
    public override double Share => Sparsity;

    private string Training => string.Create(
        CultureInfo.InvariantCulture, $"{Ranking}, {Ramp.Name} to {RampShare:0.##}, rate {LearningRate:G3}, hidden {HiddenWeight:G3}, {Epochs} epochs");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Unit.Name}, {Measure.Name}, {Sparsity:0.##}, {Training}");

    /// <inheritdoc/>
    protected override TextModelTransformer Prune(MLContext ml, CompressionSubject subject, int seed, IProgress<TrainingProgress> progress, CancellationToken stop) =>
        ml.MulticlassClassification.Trainers.Prune(subject.Model, Options(subject.Teacher, seed, progress, stop)).Fit(subject.View(ml));

    private PruningEstimator.Options Options(TextModelTransformer? teacher, int seed, IProgress<TrainingProgress> progress, CancellationToken stop) => new()
    {
        Unit = Unit.Value,
        Measure = Measure.Value,
        Sparsity = Sparsity,
        Ranking = Ranking,
        Ramp = Ramp.Value,
        RampShare = RampShare,
        LearningRate = LearningRate,
        Epochs = Epochs,
        Losses = [new PredictionLoss { Teachers = [0] }, new HiddenStateLoss { Teachers = [1], Weight = HiddenWeight }],
        Teacher = teacher,
        Seed = seed,
        Progress = progress,
        CancellationToken = stop,
    };
}
