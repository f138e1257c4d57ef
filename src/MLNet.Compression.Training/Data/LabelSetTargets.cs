namespace MLNet.Compression.Training.Data;

/// <summary>The labels of each sequence.</summary>
internal sealed class LabelSetTargets(LabelSet[] sets) : Targets
{
    public const string Plural = "sets of labels";

    public override string Meaning => Plural;

    /// <remarks>Of each sequence how many, then which.</remarks>
    public override ReadOnlySpan<int> Numbers => (int[])[.. sets.SelectMany(set => set.Labels.Prepend(set.Labels.Length))];

    public ReadOnlySpan<LabelSet> All => sets;
}
