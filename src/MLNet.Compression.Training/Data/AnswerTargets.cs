using System.Runtime.InteropServices;

namespace MLNet.Compression.Training.Data;

/// <summary>Where the answer stands in each sequence.</summary>
internal sealed class AnswerTargets(AnswerSpan[] answers) : Targets
{
    public const string Plural = "answers";

    public override string Meaning => Plural;

    public override ReadOnlySpan<int> Numbers => MemoryMarshal.Cast<AnswerSpan, int>(answers);

    public ReadOnlySpan<AnswerSpan> All => answers;
}
