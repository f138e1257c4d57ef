using System.Runtime.InteropServices;

namespace MLNet.Compression.Training.Data;

/// <summary>How alike each row's two texts are to be; a row is two sequences, one behind the other.</summary>
internal sealed class SimilarityTargets(Similarity[] pairs) : Targets
{
    public const string Plural = "similarities of pairs";

    public override string Meaning => Plural;

    public override ReadOnlySpan<int> Numbers => MemoryMarshal.Cast<Similarity, int>(pairs);

    public ReadOnlySpan<Similarity> All => pairs;
}
