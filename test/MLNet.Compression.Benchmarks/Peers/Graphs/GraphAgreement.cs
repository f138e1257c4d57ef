using System.Numerics.Tensors;
using MLNet.Compression.Benchmarks.Inference;

namespace MLNet.Compression.Benchmarks.Peers.Graphs;

/// <summary>Whether two scorers compute the same function: nothing is worth timing if they do not.</summary>
internal static class GraphAgreement
{
    private static readonly BatchShape _shape = new(Texts: 16, Tokens: 24);

    /// <summary>Compares the logits of some texts.</summary>
    /// <param name="scorer">What is judged.</param>
    /// <param name="expected">What has the same weights.</param>
    /// <param name="vocabularySize">Token ids are below.</param>
    /// <returns>The largest deviation, in standard deviations of the logits.</returns>
    public static double Measure(IScorer scorer, IScorer expected, int vocabularySize)
    {
        var random = new Random(1);
        int[] ids = [.. Enumerable.Range(0, _shape.Texts * _shape.Tokens).Select(_ => random.Next(vocabularySize))];
        var (logits, others) = (scorer.Logits(ids, _shape), expected.Logits(ids, _shape));
        var largest = logits.Zip(others, (a, b) => Math.Abs(a - b)).Max();
        return largest / TensorPrimitives.StdDev<float>(others);
    }
}
