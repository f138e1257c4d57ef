using MLNet.Compression.Lessons;

namespace MLNet.Compression.Pretraining;

/// <summary>A vocabulary that a student has for itself in a general distillation.</summary>
/// <param name="Vocabulary">Where its pieces come from.</param>
/// <param name="Size">The most pieces; null where a file has them.</param>
internal sealed record OwnVocabulary(StudentVocabulary Vocabulary, int? Size)
{
    /// <summary>About the paper's 4,928 pieces (Zhao et al. 2019).</summary>
    private const int UsualSize = 5_000;

    /// <summary>The vocabulary of the student's own; null where it has its teacher's.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">Pieces are not the teacher's, but the recipe compares what both models say of the same tokens.</exception>
    public static OwnVocabulary? Of(GeneralDistillationTrainer.Options options)
    {
        var (recipe, size) = (options.Recipe, options.Student.VocabularySize ?? UsualSizeOf(options.Recipe));
        if (size is null && options.StudentVocabulary is null)
        {
            return null;
        }

        var vocabulary = options.StudentVocabulary ?? (TeacherLearns(recipe) ? StudentVocabulary.Learned : StudentVocabulary.Reduced);
        var asksTheTeacher = !TeacherLearns(recipe) && recipe.Stages.Any(stage => stage.Losses.Any(loss => loss.NeedsTeacher));
        return vocabulary == StudentVocabulary.Reduced || !asksTheTeacher ? new OwnVocabulary(vocabulary, vocabulary.File is null ? size : null) : throw new ArgumentException(
            $"StudentVocabulary is {vocabulary}, but in the recipe {recipe.Name} student and teacher read the same tokens: choose {StudentVocabulary.Reduced}, whose pieces the teacher can read too, or a recipe whose teacher learns the student's, such as DistillationRecipe.{nameof(DistillationRecipe.DualTraining)}.");
    }

    /// <summary>The size of a vocabulary that the options leave open; null where the student has its teacher's then.</summary>
    public static int? UsualSizeOf(DistillationRecipe recipe) => TeacherLearns(recipe) ? UsualSize : null;

    /// <summary>Whether a teacher learns the student's pieces.</summary>
    public static bool TeacherLearns(DistillationRecipe recipe) => recipe.Stages.Any(stage => stage.TeacherLearns is not null);

    /// <summary>The pieces.</summary>
    public StudentPieces Create(PretrainingStart start) =>
        StudentPieces.Of(Vocabulary, Size, start.Origin.Tokenizer, start.Texts, start.Log, start.CancellationToken);
}
