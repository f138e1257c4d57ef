namespace MLNet.Compression.Training.Data;

/// <summary>The class of each sequence, from 0.</summary>
internal sealed class ClassTargets(int[] classes) : Targets
{
    public const string Plural = "classes";

    public override string Meaning => Plural;

    public override ReadOnlySpan<int> Numbers => classes;

    public ReadOnlySpan<int> All => classes;
}
