using Microsoft.ML;

namespace MLNet.Compression.Lessons;

/// <summary>What the options of a distillation say of student and rows.</summary>
/// <param name="Recipe">What the student minimises.</param>
/// <param name="Student">Its size.</param>
/// <param name="Vocabulary">Where the pieces of a vocabulary of its own come from.</param>
/// <param name="Text">Its columns and start where no teacher is a text model.</param>
/// <param name="UnlabeledSet">Rows without labels; null for none.</param>
/// <param name="PseudoLabelConfidence">The probability from which on teachers give labels; null for never.</param>
/// <param name="Augmentation">How the texts given to Fit vary; null for not at all.</param>
/// <param name="HidesTokens">Whether random tokens are hidden.</param>
internal sealed record LessonSettings(
    DistillationRecipe Recipe,
    ModelShape Student,
    StudentVocabulary Vocabulary,
    StudentText Text,
    IDataView? UnlabeledSet,
    double? PseudoLabelConfidence,
    AugmentationOptions? Augmentation,
    bool HidesTokens)
{
    /// <summary>Whether the student has a vocabulary of its own.</summary>
    public bool HasOwnVocabulary => Student.VocabularySize is not null || Vocabulary.File is not null;
}
