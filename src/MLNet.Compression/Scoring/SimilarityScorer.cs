using MLNet.Compression.Data;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Scoring;

/// <summary>Tells how alike two texts are, by the cosine of their vectors. Safe for several threads.</summary>
/// <param name="model">The model that gives vectors.</param>
/// <param name="range">What a cosine means.</param>
/// <param name="threads">Threads that share a batch; 0 for all processors.</param>
internal sealed class SimilarityScorer(CompressedModel model, LabelRange range, int threads) : ValueScorer
{
    /// <summary>What gives the vectors.</summary>
    public SentenceScorer Vectors { get; } = new(model, threads);

    /// <inheritdoc/>
    public override bool HasPairs => true;

    /// <inheritdoc/>
    public override int Outputs => 1;

    /// <inheritdoc/>
    /// <remarks>Two sequences.</remarks>
    public override void AddTo(TokenBatch batch, ReadOnlySpan<char> text, ReadOnlySpan<char> pair)
    {
        Vectors.AddTo(batch, text, default);
        Vectors.AddTo(batch, pair, default);
    }

    /// <inheritdoc/>
    public override void Score(TokenBatch batch, Span<float> values)
    {
        var (width, vectors) = (Vectors.Outputs, new float[batch.SequenceCount * Vectors.Outputs]);
        Vectors.Score(batch, vectors);
        for (var pair = 0; pair < batch.SequenceCount / 2; pair++)
        {
            var both = vectors.AsSpan(2 * pair * width, 2 * width);
            values[pair] = range.LabelOf(PairCosine.CosineOf(both[..width], both[width..]));
        }
    }

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, Span<float> values)
    {
        var batch = new TokenBatch();
        AddTo(batch, text, pair);
        Score(batch, values);
    }

    /// <inheritdoc/>
    public override void Free() => Vectors.Free();
}
