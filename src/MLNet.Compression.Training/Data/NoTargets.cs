namespace MLNet.Compression.Training.Data;

/// <summary>Rows of which nothing is known but the text.</summary>
internal sealed class NoTargets : Targets
{
    public override string Meaning => "no targets";

    public override ReadOnlySpan<int> Numbers => [];
}
