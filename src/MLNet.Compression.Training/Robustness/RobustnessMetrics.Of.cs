namespace MLNet.Compression;

/// <summary>How a model of tags, labels or answers stands an attack.</summary>
/// <typeparam name="TQuality">How good its predictions are.</typeparam>
public sealed class RobustnessMetrics<TQuality> : AttackMetrics
    where TQuality : notnull
{
    internal RobustnessMetrics(string attack, IReadOnlyList<AttackedText> texts, TQuality before, TQuality under)
        : base(attack, texts) => (Quality, QualityUnderAttack) = (before, under);

    /// <summary>How good the predictions of all texts are before anything is changed.</summary>
    public TQuality Quality { get; }

    /// <summary>How good they are when the attack is over; of texts that did not fool the model those of the text as it was.</summary>
    public TQuality QualityUnderAttack { get; }

    /// <summary>The figures in a line.</summary>
    public override string ToString() => $"{Quality}; under attack {QualityUnderAttack}; {Effort}";
}
