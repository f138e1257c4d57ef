namespace MLNet.Compression;

/// <summary>What an attack took, whatever the task.</summary>
public abstract class AttackMetrics
{
    private protected AttackMetrics(string attack, IReadOnlyList<AttackedText> texts)
    {
        (Attack, Texts) = (attack, texts);
        AttackedText[] fooled = [.. texts.Where(text => text.Outcome == AttackOutcome.Fooled)];
        AttackedText[] attacked = [.. texts.Where(text => text.Outcome != AttackOutcome.WrongBefore)];
        SuccessRate = attacked.Length > 0 ? (double)fooled.Length / attacked.Length : double.NaN;
        ChangedWords = fooled.Length > 0 ? fooled.Average(text => (double)text.ChangedWords / text.Words) : double.NaN;
        Queries = attacked.Select(text => (double)text.Queries).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>The attack.</summary>
    public string Attack { get; }

    /// <summary>Of the texts that were predicted right the share that the model errs on in the end; NaN where there were none.</summary>
    public double SuccessRate { get; }

    /// <summary>The mean share of the words that had to be changed to fool the model; NaN where it never was.</summary>
    public double ChangedWords { get; }

    /// <summary>The mean number of texts that the model was asked for, of a text that it had right; NaN where there were none.</summary>
    public double Queries { get; }

    /// <summary>Each text, in the order of the rows.</summary>
    public IReadOnlyList<AttackedText> Texts { get; }

    /// <summary>What it took, in words.</summary>
    private protected string Effort => FormattableString.Invariant($"{SuccessRate:P1} fooled by changing {ChangedWords:P1} of the words with {Queries:F0} queries a text");
}
