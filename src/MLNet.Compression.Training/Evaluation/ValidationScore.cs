namespace MLNet.Compression;

/// <summary>How well a model does on the validation rows while it is trained.</summary>
/// <param name="Score">The share of rows predicted right, of a masked language model that of hidden tokens, of tags of words F1 of the entities, or the share of words where no tag stands for none; of several labels a text micro F1 of those that are more probable than not; of a regression Pearson's correlation with the true numbers, 0 where it is not defined; of vectors the mean cosine with the teacher's, of those of pairs Pearson's correlation of their cosines with the true numbers.</param>
/// <param name="Loss">Mean of −log p[label]; of several labels a text of the mean over all labels of −log of the probability that it does or does not apply, as is true; of a regression, and of the cosines of pairs, the mean squared error; of vectors the mean squared distance from the teacher's.</param>
/// <param name="TeacherAgreement">The share of rows for which it predicts what its teacher predicts, Pearson's correlation with its numbers, or the mean cosine with its vectors; null without a teacher.</param>
public sealed record ValidationScore(double Score, double Loss, double? TeacherAgreement)
{
    /// <summary>Whether it is the better of two: of a higher score, or an equal one and the smaller loss.</summary>
    /// <param name="other">The other; null for none.</param>
    public bool IsBetterThan(ValidationScore? other) => other is null || Score > other.Score || (Score == other.Score && Loss < other.Loss);

    /// <summary>The score of a model whose outputs are no numbers any more.</summary>
    internal static ValidationScore Worst(bool hasTeacher) => new(0, double.PositiveInfinity, hasTeacher ? 0 : null);
}
