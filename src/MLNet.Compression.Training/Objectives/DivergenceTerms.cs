using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Objectives;

/// <summary>The term of each divergence.</summary>
internal static class DivergenceTerms
{
    private static readonly Dictionary<PredictionDivergence, Func<Schedule, ObjectiveTerm>> _makers = new()
    {
        [PredictionDivergence.CrossEntropy] = temperature => new SoftLabels(temperature),
        [PredictionDivergence.KullbackLeibler] = temperature => new KullbackLeibler(temperature),
        [PredictionDivergence.ReverseKullbackLeibler] = temperature => new ReverseKullbackLeibler(temperature),
        [PredictionDivergence.JensenShannon] = temperature => new JensenShannon(temperature),
    };

    /// <summary>A divergence of predictions over classes; its gradient, which shrinks with T², keeps its size where the weight is multiplied by T² (Hinton et al. 2015).</summary>
    /// <param name="divergence">Which.</param>
    /// <param name="teacher">Whose predictions.</param>
    /// <param name="weight">The weight before that.</param>
    /// <param name="temperature">T.</param>
    public static WeightedTerm Of(PredictionDivergence divergence, Teacher teacher, Schedule weight, Schedule temperature) =>
        divergence == PredictionDivergence.SquaredLogits
            ? new WeightedTerm(new LogitRegression(), weight, teacher)
            : new WeightedTerm(_makers[divergence](temperature), Scaled(weight, temperature), teacher);

    /// <summary>weight · T².</summary>
    public static Schedule Scaled(Schedule weight, Schedule temperature) => Product.Of(weight, Product.Of(temperature, temperature));
}
