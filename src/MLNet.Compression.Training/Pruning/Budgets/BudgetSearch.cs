using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Slicing;

namespace MLNet.Compression.Training.Pruning.Budgets;

/// <summary>Finds how much of a model has to go for it to keep a budget.</summary>
/// <param name="budget">The budget.</param>
/// <param name="targets">What goes, in these proportions.</param>
/// <param name="ranking">Who competes, where a target does not say.</param>
/// <param name="environment">Progress and cancellation.</param>
internal sealed class BudgetSearch(PruningBudget budget, IReadOnlyList<PruningTarget> targets, PruningRanking ranking, TrainingEnvironment environment)
{
    private const double MostSparsity = 0.98;
    private const int Halvings = 9;

    /// <summary>The targets with the least sparsities that keep the budget.</summary>
    /// <param name="model">The model; not changed.</param>
    /// <exception cref="ArgumentException">No sparsity does.</exception>
    public IReadOnlyList<PruningTarget> Run(TextModel model)
    {
        var most = targets.Max(target => target.Sparsity);
        var meter = new PassMeter("budget", Halvings + 2, environment.Progress);
        if (CostAt(0, model, meter) <= budget.Limit)
        {
            environment.Log($"prune: the model keeps the budget of {budget} as it is");
            return At(0);
        }

        var (low, high) = (0.0, most > 0 ? MostSparsity / most : 0);
        var least = CostAt(high, model, meter);
        if (least > budget.Limit)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The budget of {budget} can't be kept: with {MostSparsity:P0} of the {string.Join(" and ", targets.Select(target => target.Unit))} gone the model still comes to {least:N3}. Raise the budget, or make vocabulary, embeddings or layers smaller first (StudentShape, ReduceVocabulary)."));
        }

        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = CostAt(middle, model, meter) <= budget.Limit ? (low, middle) : (middle, high);
        }

        var found = At(high);
        environment.Log($"prune: a budget of {budget} asks for {string.Join(" and ", found)}");
        return found;
    }

    private IReadOnlyList<PruningTarget> At(double factor) => [.. targets.Select(target => target.WithSparsity(Math.Min(MostSparsity, factor * target.Sparsity)))];

    private double CostAt(double factor, TextModel model, PassMeter meter)
    {
        environment.CancellationToken.ThrowIfCancellationRequested();
        var copy = TextModelCopy.Of(model);
        foreach (var target in At(factor).Where(target => target.Sparsity > 0))
        {
            var groups = target.Unit.GroupsOf(copy);
            var measure = new Magnitudes(groups);
            UnitRanking.Renew(groups, [.. groups.Select(measure.ScoresOf)], target.CompetitionIn(ranking), target.Sparsity);
            foreach (var group in groups)
            {
                group.MaskWeights();
            }
        }

        var cost = budget.CostOf(new PrunedTrial(ModelSlice.CutToUsed(copy)));
        meter.Add(cost, 0);
        return cost;
    }
}
