namespace MLNet.Compression.Training.Distilling.Losses;

/// <summary>What is known of a distillation before anything is trained.</summary>
/// <param name="Student">The student's shape.</param>
/// <param name="Teachers">The teachers' shapes by position; null for one that gives predictions alone.</param>
/// <param name="Head">What the student computes.</param>
internal sealed record LossCheck(BertShape Student, IReadOnlyList<BertShape?> Teachers, HeadKind Head)
{
    /// <summary>The teachers, by position, whose tokens are others than the student's.</summary>
    public IReadOnlyCollection<int> OtherTokens { get; init; } = [];
}
