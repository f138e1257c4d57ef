namespace MLNet.Compression;

/// <summary>How a model stands an attack.</summary>
public sealed class RobustnessMetrics
{
    internal RobustnessMetrics(string attack, IReadOnlyList<AttackedText> texts)
    {
        (Attack, Texts) = (attack, texts);
        Accuracy = 1 - ShareOf(AttackOutcome.WrongBefore);
        AccuracyUnderAttack = ShareOf(AttackOutcome.Held);
        AttackedText[] fooled = [.. texts.Where(text => text.Outcome == AttackOutcome.Fooled)];
        SuccessRate = Accuracy > 0 ? 1 - (AccuracyUnderAttack / Accuracy) : double.NaN;
        ChangedWords = fooled.Length > 0 ? fooled.Average(text => (double)text.ChangedWords / text.Words) : double.NaN;
        Queries = texts.Where(text => text.Outcome != AttackOutcome.WrongBefore).Select(text => (double)text.Queries).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>The attack.</summary>
    public string Attack { get; }

    /// <summary>The share of the texts that are predicted right before anything is changed.</summary>
    public double Accuracy { get; }

    /// <summary>The share that is still predicted right when the attack is over.</summary>
    public double AccuracyUnderAttack { get; }

    /// <summary>Of the texts that were predicted right the share that the model errs on in the end; NaN where there were none.</summary>
    public double SuccessRate { get; }

    /// <summary>The mean share of the words that had to be changed to fool the model; NaN where it never was.</summary>
    public double ChangedWords { get; }

    /// <summary>The mean number of texts that the model was asked for, of a text that it had right; NaN where there were none.</summary>
    public double Queries { get; }

    /// <summary>Each text, in the order of the rows.</summary>
    public IReadOnlyList<AttackedText> Texts { get; }

    /// <summary>The figures in a line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"accuracy {Accuracy:F4}, under attack {AccuracyUnderAttack:F4}; {SuccessRate:P1} fooled by changing {ChangedWords:P1} of the words with {Queries:F0} queries a text");

    private double ShareOf(AttackOutcome outcome) => (double)Texts.Count(text => text.Outcome == outcome) / Texts.Count;
}
