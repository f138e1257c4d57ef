using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Pruning.Budgets;

/// <summary>Finds how many units of a model have to go for it to keep a budget: those of the smallest weights, on copies of it.</summary>
/// <param name="budget">The budget.</param>
/// <param name="targets">What goes, in these proportions.</param>
/// <param name="ranking">Who competes, where a target does not say.</param>
/// <param name="environment">Progress and cancellation.</param>
internal sealed class BudgetSearch(PruningBudget budget, IReadOnlyList<PruningTarget> targets, PruningRanking ranking, TrainingEnvironment environment)
{
    /// <summary>The form in which a model is stored and scored; int8 by default.</summary>
    public Func<TextModel, CompressedModel> Encode { get; init; } = PrunedTrial.Int8;

    /// <summary>The targets with the least sparsities that keep the budget.</summary>
    /// <param name="model">The model; not changed.</param>
    /// <exception cref="ArgumentException">No sparsity does.</exception>
    public IReadOnlyList<PruningTarget> Run(TextModel model)
    {
        var most = targets.Max(target => target.Sparsity);
        var factor = new RemovalSearch(budget, environment).Run(
            most > 0 ? RemovalSearch.MostShare / most : 0, factor => new PrunedTrial(PrunedBy(factor, model), Encode), string.Join(" and ", targets.Select(target => target.Unit)));
        var found = At(factor);
        if (factor > 0)
        {
            environment.Log($"prune: a budget of {budget} asks for {string.Join(" and ", found)}");
        }

        return found;
    }

    private IReadOnlyList<PruningTarget> At(double factor) =>
        [.. targets.Select(target => target.WithSparsity(Math.Min(RemovalSearch.MostShare, factor * target.Sparsity)))];

    private TextModel PrunedBy(double factor, TextModel model) => MagnitudePruning.Run(TextModelCopy.Of(model), At(factor), ranking);
}
