using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Objectives;

/// <summary>The term of each divergence.</summary>
internal static class DivergenceTerms
{
    private static readonly Dictionary<PredictionDivergence, Func<Schedule, LogitRows, ObjectiveTerm>> _makers = new()
    {
        [PredictionDivergence.CrossEntropy] = (temperature, rows) => new SoftLabels(temperature) { Rows = rows },
        [PredictionDivergence.KullbackLeibler] = (temperature, rows) => new KullbackLeibler(temperature) { Rows = rows },
        [PredictionDivergence.ReverseKullbackLeibler] = (temperature, rows) => new ReverseKullbackLeibler(temperature) { Rows = rows },
        [PredictionDivergence.JensenShannon] = (temperature, rows) => new JensenShannon(temperature) { Rows = rows },
    };

    /// <summary>A divergence of predictions over classes; its gradient, which shrinks with T², keeps its size where the weight is multiplied by T² (Hinton et al. 2015).</summary>
    /// <param name="divergence">Which.</param>
    /// <param name="teacher">Whose predictions.</param>
    /// <param name="weight">The weight before that.</param>
    /// <param name="temperature">T.</param>
    /// <param name="rows">Which rows count.</param>
    public static WeightedTerm Of(PredictionDivergence divergence, Teacher teacher, Schedule weight, Schedule temperature, LogitRows rows = LogitRows.All) =>
        divergence == PredictionDivergence.SquaredLogits ? new WeightedTerm(new LogitRegression { Rows = rows }, weight, teacher)
        : _makers.TryGetValue(divergence, out var make) ? new WeightedTerm(make(temperature, rows), Scaled(weight, temperature), teacher)
        : throw new ArgumentException($"The divergence {divergence} compares the vectors of embedding models, not predictions over classes: choose another.", nameof(divergence));

    /// <summary>weight · T².</summary>
    public static Schedule Scaled(Schedule weight, Schedule temperature) => Product.Of(weight, Product.Of(temperature, temperature));
}
