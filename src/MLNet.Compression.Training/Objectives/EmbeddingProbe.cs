using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Objectives;

/// <summary>r · z of each vector z with random signs r of its own, averaged over the sequences: its slopes show what the vectors depend on, where no row has a target.</summary>
/// <remarks>The mean of the squared slope over the signs is the squared length of the slopes of all dimensions.</remarks>
internal sealed class EmbeddingProbe : LogitTerm
{
    /// <inheritdoc/>
    public override string Name => "probe";

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        var (random, sum) = (new SeededRandom(context.Batch.Seed, (ulong)row), 0.0);
        for (var i = 0; i < logits.Length; i++)
        {
            gradient[i] = random.NextDouble() < 0.5 ? -1 : 1;
            sum += gradient[i] * logits[i];
        }

        return sum;
    }
}
