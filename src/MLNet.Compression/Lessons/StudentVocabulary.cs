namespace MLNet.Compression;

/// <summary>Where the pieces of a student's own vocabulary come from.</summary>
public enum StudentVocabulary
{
    /// <summary>
    /// From the teacher's vocabulary: the pieces that the texts use most, then the others in its order. The teacher can read them too, as it does where a recipe
    /// compares states token by token; a recipe of predictions lets it read its own.
    /// </summary>
    Reduced = 0,

    /// <summary>From the texts, training data and unlabelled rows, by <see cref="WordPieceTrainer"/>. Student and teacher then split texts otherwise, so that only predictions can be compared.</summary>
    Learned = 1,
}
