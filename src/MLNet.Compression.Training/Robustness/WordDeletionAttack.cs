using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression;

/// <summary>Takes words out, those first that the prediction hangs on, as long as that brings the right prediction down. What is left need not mean the same: a bound from below on how robust a model is.</summary>
public sealed record WordDeletionAttack : TextAttack
{
    /// <inheritdoc/>
    public override string Name => "word deletion";

    private protected override string Settings => "one word at a time";

    private protected override void ChangeWord(AttackSubject subject, int place) => subject.TakeWorst(place, [subject.Candidate(place, "")]);
}
