using MLNet.Compression.Training.Distilling.Losses;

namespace MLNet.Compression.Training.Distilling;

/// <summary>Whether a recipe can work; made for before any teacher is trained.</summary>
internal static class RecipeCheck
{
    /// <summary>Refuses losses that can't compare such models.</summary>
    /// <exception cref="ArgumentException">A layer map, heads or widths do not fit, or a loss lacks its teacher.</exception>
    public static void Require(DistillationRecipe recipe, LossCheck check)
    {
        foreach (var loss in recipe.Stages.SelectMany(stage => stage.Losses))
        {
            loss.Check(check);
        }
    }

    /// <summary>Whether a recipe learns anything from rows without labels.</summary>
    public static bool UsesUnlabeled(DistillationRecipe recipe) =>
        recipe.Stages.Any(stage => stage.Batches.UsesUnlabeled && stage.Losses.Any(loss => !loss.NeedsLabels && loss.Weight.Most > 0));

    /// <summary>Refuses a recipe that lacks rows of a kind.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="labeled">Whether there are rows with labels.</param>
    /// <param name="unlabeled">Whether there are rows without.</param>
    /// <exception cref="ArgumentException">It needs rows that there are none of.</exception>
    public static void RequireRows(DistillationRecipe recipe, bool labeled, bool unlabeled)
    {
        foreach (var stage in recipe.Stages)
        {
            if (!labeled && (stage.Batches.NeedsLabeled || stage.Losses.Any(loss => loss.NeedsLabels)))
            {
                throw new ArgumentException(
                    $"Stage '{stage.Name}' of the recipe {recipe.Name} needs rows with labels, and there are none: leave its LabelLoss out, or choose a recipe that learns from teachers alone, such as {DistillationRecipe.Joint.Name}.");
            }

            if (!unlabeled && stage.Batches.NeedsUnlabeled)
            {
                throw new ArgumentException(
                    $"Stage '{stage.Name}' of the recipe {recipe.Name} needs rows without labels ({stage.Batches}), and there are none: set UnlabeledSet, or let it take all rows (BatchMix.All).");
            }
        }
    }
}
