using System.Runtime.InteropServices;

namespace MLNet.Compression.Training.Data;

/// <summary>The number that a regression is to give for each sequence.</summary>
internal sealed class ValueTargets(float[] values) : Targets
{
    public const string Plural = "values";

    public override string Meaning => Plural;

    public override ReadOnlySpan<int> Numbers => MemoryMarshal.Cast<float, int>(values);

    public ReadOnlySpan<float> All => values;
}
