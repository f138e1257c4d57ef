using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Plain knowledge distillation (Hinton et al. 2015): α T² · KL at temperature T + (1 − α) · cross-entropy with the true labels.</summary>
internal static class HintonLoss
{
    /// <param name="temperature">T, positive.</param>
    /// <param name="alpha">α, in [0, 1].</param>
    /// <param name="teacher">The model to learn from.</param>
    public static IReadOnlyList<WeightedTerm> Terms(double temperature, double alpha, TextModel? teacher) =>
    [
        new(new KullbackLeibler(temperature), alpha * temperature * temperature, teacher),
        new(new HardLabels(), 1 - alpha),
    ];
}
