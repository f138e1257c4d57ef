namespace MLNet.Compression.Training.Data;

/// <summary>The class of each token of all sequences, or <see cref="None"/>.</summary>
internal sealed class TokenTargets(int[] labels) : Targets
{
    public const string Plural = "labels of tokens";

    /// <summary>The label of a token that does not count.</summary>
    public const int None = -100;

    public override string Meaning => Plural;

    public override ReadOnlySpan<int> Numbers => labels;

    public ReadOnlySpan<int> All => labels;

    /// <summary>The tokens that have a label, ascending.</summary>
    public int[] Labelled => [.. labels.Index().Where(label => label.Item != None).Select(label => label.Index)];
}
