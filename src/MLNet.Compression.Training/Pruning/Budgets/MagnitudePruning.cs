using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Slicing;

namespace MLNet.Compression.Training.Pruning.Budgets;

/// <summary>A model as a pruning by magnitude at once leaves it: what it comes to, not what it is worth.</summary>
internal static class MagnitudePruning
{
    /// <summary>Removes units.</summary>
    /// <param name="model">The model; masks are put on it.</param>
    /// <param name="targets">What goes.</param>
    /// <param name="ranking">Who competes, where a target does not say.</param>
    /// <returns>The model, with what goes as a whole cut out.</returns>
    public static TextModel Run(TextModel model, IEnumerable<PruningTarget> targets, PruningRanking ranking)
    {
        foreach (var target in targets.Where(target => target.Sparsity > 0))
        {
            var groups = target.Unit.GroupsOf(model);
            var measure = new Magnitudes(groups);
            UnitRanking.Renew(groups, [.. groups.Select(measure.ScoresOf)], target.CompetitionIn(ranking), target.Sparsity);
            foreach (var group in groups)
            {
                group.MaskWeights();
            }
        }

        return ModelSlice.CutToUsed(model);
    }
}
