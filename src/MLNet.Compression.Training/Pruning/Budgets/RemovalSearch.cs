using MLNet.Compression.Training.Loop;

namespace MLNet.Compression.Training.Pruning.Budgets;

/// <summary>Finds how little has to go for a model to keep a budget, by halving.</summary>
/// <param name="budget">The budget.</param>
/// <param name="environment">Progress and cancellation.</param>
internal sealed class RemovalSearch(PruningBudget budget, TrainingEnvironment environment)
{
    /// <summary>The largest share of units, or of multiply-adds, that is tried.</summary>
    public const double MostShare = 0.98;

    private const int Halvings = 9;

    /// <summary>The least extent of the removal that keeps the budget; 0 where the model does as it is.</summary>
    /// <param name="most">The largest extent: with it <see cref="MostShare"/> of something goes.</param>
    /// <param name="trialAt">What an extent leaves.</param>
    /// <param name="what">What goes, for messages.</param>
    /// <exception cref="ArgumentException">No extent keeps the budget.</exception>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public double Run(double most, Func<double, PrunedTrial> trialAt, string what)
    {
        var meter = new PassMeter("budget", Halvings + 2, environment.Progress);
        if (CostAt(0) <= budget.Limit)
        {
            environment.Log($"prune: the model keeps the budget of {budget} as it is");
            return 0;
        }

        var (low, high) = (0.0, most);
        var least = CostAt(high);
        if (least > budget.Limit)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The budget of {budget} can't be kept: with {MostShare:P0} of the {what} gone the model still comes to {least:N3}. Raise the budget, or make vocabulary, embeddings or layers smaller first (StudentShape, ReduceVocabulary)."));
        }

        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = CostAt(middle) <= budget.Limit ? (low, middle) : (middle, high);
        }

        return high;

        double CostAt(double extent)
        {
            environment.CancellationToken.ThrowIfCancellationRequested();
            var cost = budget.CostOf(trialAt(extent));
            meter.Add(cost, 0);
            return cost;
        }
    }
}
