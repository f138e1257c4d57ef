using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Loop;

/// <summary>Notices a loss that is no number or grows without bound.</summary>
/// <remarks>
/// The loss, averaged with old values fading by 5 % a step, must stay below the plan's factor times the loss of the first step, or times 1
/// where that is less: a stage that begins at the best it can be, as pruning does, must be free to leave it.
/// </remarks>
internal sealed class DivergenceGuard(TrainingPlan plan) : IResumable
{
    private const double Memory = 0.95;
    private const double HealthyShare = 0.1;
    private const double RateFactorOfRetry = 0.5;

    private double _sum;
    private double _weight;
    private double? _first;

    /// <summary>How often the run went back.</summary>
    public int Retries { get; set; }

    /// <summary>Multiplies the planned learning rate.</summary>
    public double RateFactor => Math.Pow(RateFactorOfRetry, Retries);

    /// <summary>Whether the loss is far from the limit, so that the state is worth keeping.</summary>
    public bool IsHealthy => _first is null || Mean <= HealthyShare * Limit || plan.DivergenceFactor * HealthyShare <= 1;

    private double Mean => _sum / _weight;

    private double Limit => plan.DivergenceFactor * Math.Max(1, _first ?? 1);

    /// <summary>Refuses gradients and losses that are no finite numbers; to be called before the optimizer uses them.</summary>
    /// <exception cref="TrainingDivergedException">One is not.</exception>
    public void RequireFinite(long step, double learningRate, double loss, double gradientNorm)
    {
        if (!double.IsFinite(gradientNorm) || !double.IsFinite(loss))
        {
            throw new TrainingDivergedException(
                plan.Stage, step, learningRate, double.IsFinite(loss) ? FormattableString.Invariant($"the gradient norm became {gradientNorm}") : FormattableString.Invariant($"the loss became {loss}"));
        }
    }

    /// <summary>Takes in the loss of a step.</summary>
    /// <exception cref="TrainingDivergedException">It grows without bound.</exception>
    public void Add(long step, double learningRate, double loss)
    {
        _sum = (_sum * Memory) + (loss * (1 - Memory));
        _weight = (_weight * Memory) + (1 - Memory);
        _first ??= loss;
        if (Mean > Limit)
        {
            throw new TrainingDivergedException(plan.Stage, step, learningRate, FormattableString.Invariant($"the loss grew to {Mean:0.###} (the limit is {Limit:0.###})"));
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Write("means", [_sum, _weight, _first ?? double.NaN]);
        writer.Write("retries", Retries);
    }

    public void Load(StateReader reader)
    {
        Span<double> means = [0, 0, 0];
        reader.Read("means", means);
        (_sum, _weight, _first) = (means[0], means[1], double.IsNaN(means[2]) ? null : means[2]);
        Retries = (int)reader.ReadInt64("retries", 0, plan.Retries);
    }
}
