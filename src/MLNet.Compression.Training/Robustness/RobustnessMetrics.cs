namespace MLNet.Compression;

/// <summary>How a classifier stands an attack.</summary>
public sealed class RobustnessMetrics : AttackMetrics
{
    internal RobustnessMetrics(string attack, IReadOnlyList<AttackedText> texts)
        : base(attack, texts)
    {
        Accuracy = 1 - ShareOf(AttackOutcome.WrongBefore);
        AccuracyUnderAttack = ShareOf(AttackOutcome.Held);
    }

    /// <summary>The share of the texts that are predicted right before anything is changed.</summary>
    public double Accuracy { get; }

    /// <summary>The share that is still predicted right when the attack is over.</summary>
    public double AccuracyUnderAttack { get; }

    /// <summary>The figures in a line.</summary>
    public override string ToString() => FormattableString.Invariant($"accuracy {Accuracy:F4}, under attack {AccuracyUnderAttack:F4}; {Effort}");

    private double ShareOf(AttackOutcome outcome) => (double)Texts.Count(text => text.Outcome == outcome) / Texts.Count;
}
