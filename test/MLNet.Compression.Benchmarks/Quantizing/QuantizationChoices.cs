using MLNet.Compression.Benchmarks.Compressing;

namespace MLNet.Compression.Benchmarks.Quantizing;

/// <summary>What can be named on the command line. A further plan or way to get there is a line here.</summary>
internal static class QuantizationChoices
{
    private static readonly QuantizationScheme _words = QuantizationScheme.ProductRows(parts: 48);

    public static IReadOnlyList<Named<QuantizationPlan>> Plans { get; } =
    [
        new("w8", QuantizationPlan.Int8),
        new("w4", QuantizationPlan.W4),
        new("w3", QuantizationPlan.Of(QuantizationScheme.LearnedStep(3))),
        new("w2", QuantizationPlan.Of(QuantizationScheme.LearnedStep(2))),
        new("ternary", QuantizationPlan.TernaryBert),
        new("loss-aware-ternary", QuantizationPlan.Of(QuantizationScheme.LossAwareTernary)),
        new("w4-words1", QuantizationPlan.Of(QuantizationScheme.LearnedStep(4), _words)),
        new("w3-words1", QuantizationPlan.Of(QuantizationScheme.LearnedStep(3), _words)),
        new("mixed-words1", QuantizationPlan.Of(QuantizationScheme.LearnedStep(3), _words).ForLayer(1, feedForward: QuantizationScheme.LearnedStep(2)).ForLayer(2, feedForward: QuantizationScheme.LearnedStep(2))),
        new("w2-words1", QuantizationPlan.Of(QuantizationScheme.LearnedStep(2), _words)),
        new("w8-words2", QuantizationPlan.Of(QuantizationScheme.LearnedStep(8), QuantizationScheme.ProductRows(parts: 96))),
    ];

    public static IReadOnlyList<QuantizationTraining> Trainings { get; } =
    [
        new("nearest", (plan, _) => new QuantizationEstimator.Options { Plan = plan }) { Trains = false },
        new("calibrated", (plan, _) => new QuantizationEstimator.Options { Plan = plan, Rounding = WeightRounding.Calibrated() }) { Trains = false },
        new("labels", (plan, rate) => new QuantizationEstimator.Options { Plan = plan, QuantizationAwareTraining = new QuantizationOptions { LearningRate = rate, Losses = [new LabelLoss()] } }),
        new("distilled", (plan, rate) => new QuantizationEstimator.Options { Plan = plan, QuantizationAwareTraining = new QuantizationOptions { LearningRate = rate } }),
        new("kdlsq", (plan, rate) => new QuantizationEstimator.Options { Plan = plan.WithActivations(ActivationScheme.LearnedClip(7)), QuantizationAwareTraining = KdLsq(rate) }),
    ];

    private static QuantizationOptions KdLsq(double rate)
    {
        var options = QuantizationOptions.KdLsq();
        options.LearningRate = rate;
        return options;
    }
}
