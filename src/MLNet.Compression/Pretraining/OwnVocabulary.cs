namespace MLNet.Compression.Pretraining;

/// <summary>Whether a student has another vocabulary than its teacher.</summary>
internal static class OwnVocabulary
{
    /// <summary>The vocabulary of the student's own; null where it shares its teacher's.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="vocabulary">What the options name; null for what is usual for the recipe.</param>
    /// <exception cref="ArgumentException">A vocabulary is named, but the recipe compares what both models say of the same tokens.</exception>
    public static StudentVocabulary? Of(DistillationRecipe recipe, StudentVocabulary? vocabulary)
    {
        if (recipe.Stages.Any(stage => stage.TeacherLearns is not null))
        {
            return vocabulary ?? StudentVocabulary.Learn();
        }

        var asksTheTeacher = recipe.Stages.Any(stage => stage.Losses.Any(loss => loss.NeedsTeacher));
        return vocabulary is null || !asksTheTeacher ? vocabulary : throw new ArgumentException(
            $"Vocabulary is set ({vocabulary}), but in the recipe {recipe.Name} student and teacher read the same tokens: leave it null, or choose a recipe whose teacher learns the student's vocabulary, such as DistillationRecipe.{nameof(DistillationRecipe.DualTraining)}.");
    }
}
