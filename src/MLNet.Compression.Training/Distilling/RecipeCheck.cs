using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Distilling.Losses;

namespace MLNet.Compression.Training.Distilling;

/// <summary>Whether a recipe can work; made for before any teacher is trained.</summary>
internal static class RecipeCheck
{
    /// <summary>Refuses a start that such models can't have, losses that can't compare them, and layers that can't replace one another.</summary>
    /// <exception cref="ArgumentException">A layer map, heads or widths do not fit, or a loss lacks its teacher.</exception>
    public static void Require(DistillationRecipe recipe, LossCheck check)
    {
        if (check.Student.IsStatic && !HeadDefinition.Of(check.Head).ReadsFirstToken)
        {
            throw new ArgumentException($"A static student has one vector for a whole text, so it can't learn with the head {check.Head}, which reads each token: distil it on a task's rows, or choose a student with layers.");
        }

        foreach (var stage in recipe.Stages)
        {
            stage.Replacing?.Check(stage.Name, check, stage.Losses);
            if (stage.TeacherLearns is not null)
            {
                TeacherLearning.Check(stage.Name, check, stage.Losses);
            }
        }

        RequireLearning(recipe, check);
        recipe.StartOf(check.Student).Check(check.Teachers.FirstOrDefault(teacher => teacher is not null), check.Student);
        foreach (var loss in recipe.Stages.SelectMany(stage => stage.Losses))
        {
            loss.Check(check);
        }

        if (check.Student.IsStatic && recipe.Stages.FirstOrDefault(stage => stage.Learns != LearningParts.All) is { } partial)
        {
            throw new ArgumentException($"Stage '{partial.Name}' of the recipe {recipe.Name} lets the layers alone learn, but a static student has none: set Learns to {LearningParts.All}.");
        }

        if (recipe.Start == StudentInitialization.Random && recipe.Stages[0].Learns != LearningParts.All)
        {
            throw new ArgumentException(
                $"Stage '{recipe.Stages[0].Name}' of the recipe {recipe.Name} leaves embeddings and head as they are, but these start from random numbers: set Start to {nameof(StudentInitialization)}.{nameof(StudentInitialization.Extract)}, or Learns to {LearningParts.All}.");
        }
    }

    /// <summary>Refuses losses that take a teacher which learns, where none does.</summary>
    private static void RequireLearning(DistillationRecipe recipe, LossCheck check)
    {
        foreach (var stage in recipe.Stages.Where(stage => stage.TeacherLearns is null))
        {
            if (stage.Losses.FirstOrDefault(loss => loss is TeacherLanguageModelLoss) is { } loss)
            {
                throw new ArgumentException(
                    $"The loss '{loss}' of stage '{stage.Name}' is a teacher's that learns, but in this stage none does: set the stage's TeacherLearns, or leave the loss out.");
            }

            if (stage.Losses.FirstOrDefault(loss => loss is WeightProjectionLoss) is { } weights && check.OtherTokens.Contains(0) && recipe.Stages.All(each => each.TeacherLearns is null))
            {
                throw new ArgumentException(
                    $"The loss '{weights}' of stage '{stage.Name}' compares embeddings piece by piece, but the first teacher has another vocabulary than the student: set a stage's TeacherLearns, so that the teacher learns the student's pieces, or give both the same tokenizer.");
            }
        }
    }

    /// <summary>Refuses stages whose losses and hidden tokens do not fit together.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="hidesOthers">Whether the options hide tokens that nobody asks for.</param>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void RequireMasking(DistillationRecipe recipe, bool hidesOthers)
    {
        foreach (var stage in recipe.Stages)
        {
            if (stage.Masking is null && stage.Losses.FirstOrDefault(loss => loss.NeedsMasking) is { } asking)
            {
                throw new ArgumentException(
                    $"The loss '{asking}' of stage '{stage.Name}' asks for hidden pieces, but the stage hides none: set the stage's Masking, for instance to Masking.Bert.");
            }

            if (stage.Masking is not null && stage.Losses.FirstOrDefault(loss => loss.NeedsLabels) is { } labels)
            {
                throw new ArgumentException(
                    $"Stage '{stage.Name}' hides tokens and asks for them, so its rows cannot have the labels that the loss '{labels}' reads: make it a stage of its own.");
            }

            if (stage.Masking is not null && hidesOthers)
            {
                throw new ArgumentException(
                    $"Stage '{stage.Name}' hides tokens itself ({stage.Masking}), so MaskedTokenShare, which hides tokens that nobody asks for, must be 0.");
            }
        }
    }

    /// <summary>Whether a recipe learns anything from rows without labels.</summary>
    public static bool UsesUnlabeled(DistillationRecipe recipe) =>
        recipe.Stages.Any(stage => stage.Batches.TakesUnlabeled && stage.Losses.Any(loss => !loss.NeedsLabels && loss.Weight.Most > 0));

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

            if (stage.Losses.FirstOrDefault(loss => loss.NeedsUnlabeled) is { } loss && NoneReachIt(stage, unlabeled))
            {
                throw new ArgumentException(
                    $"The loss '{loss}' of stage '{stage.Name}' of the recipe {recipe.Name} learns from rows without labels, and none reach it ({stage.Batches}{(unlabeled ? "" : "; there are none")}): {(unlabeled ? "let the stage take them, as BatchMix.Alternating() does" : "set UnlabeledSet")}, or leave the loss out.");
            }
        }
    }

    /// <summary>Where no loss reads labels, every row counts as unlabelled.</summary>
    private static bool NoneReachIt(DistillationStage stage, bool unlabeled) =>
        stage.Losses.Any(loss => loss.NeedsLabels) && !(unlabeled && stage.Batches.TakesUnlabeled);
}
