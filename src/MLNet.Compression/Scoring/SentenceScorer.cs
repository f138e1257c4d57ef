using MLNet.Compression.Runtime.Inference;

namespace MLNet.Compression.Scoring;

/// <summary>Turns texts into vectors with a model. Safe for several threads.</summary>
/// <param name="model">The model.</param>
/// <param name="threads">Threads that share a batch; 0 for all processors.</param>
internal sealed class SentenceScorer(CompressedModel model, int threads) : VectorScorer
{
    private readonly TextTokenizer _tokenizer = model.CreateTokenizer();
    private readonly LaidOutModel<SentenceEncoder> _layout = new(() => new SentenceEncoder(model, threads));

    /// <inheritdoc/>
    public override int Outputs => EmbeddingHead.DimensionsOf(model);

    /// <inheritdoc/>
    public override void AddTo(TokenBatch batch, ReadOnlySpan<char> text, ReadOnlySpan<char> pair) => _tokenizer.AddTo(batch, text, model.MaxTokens);

    /// <inheritdoc/>
    public override void Score(TokenBatch batch, Span<float> values)
    {
        using var lease = _layout.Rent();
        lease.Scorer.Encode(batch, values);
    }

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, Span<float> values)
    {
        using var lease = _layout.Rent();
        lease.Scorer.Encode(text, values);
    }

    /// <inheritdoc/>
    public override void Free() => _layout.Free();
}
