namespace MLNet.Compression.Scoring;

/// <summary>Scores texts with a model. Safe for several threads.</summary>
internal sealed class TextScorer : ValueScorer
{
    private readonly CompressedModel _model;
    private readonly TextTokenizer _tokenizer;
    private readonly LaidOutModel<TextClassifier> _layout;

    /// <param name="model">The model.</param>
    /// <param name="pairs">Whether it reads two texts.</param>
    /// <param name="threads">Threads that share a batch; 0 for all processors.</param>
    public TextScorer(CompressedModel model, bool pairs, int threads)
    {
        _model = model;
        HasPairs = pairs;
        _tokenizer = model.CreateTokenizer();
        _layout = new LaidOutModel<TextClassifier>(() => new TextClassifier(model, threads));
    }

    /// <inheritdoc/>
    public override bool HasPairs { get; }

    /// <inheritdoc/>
    /// <remarks>A probability for each class, or the one number of a regression.</remarks>
    public override int Outputs => _model.Outputs;

    /// <inheritdoc/>
    public override void AddTo(TokenBatch batch, ReadOnlySpan<char> text, ReadOnlySpan<char> pair)
    {
        if (HasPairs)
        {
            _tokenizer.AddTo(batch, text, pair, _model.MaxTokens);
        }
        else
        {
            _tokenizer.AddTo(batch, text, _model.MaxTokens);
        }
    }

    /// <inheritdoc/>
    public override void Score(TokenBatch batch, Span<float> values)
    {
        using var lease = _layout.Rent();
        lease.Scorer.Score(batch, values);
    }

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, Span<float> values)
    {
        using var lease = _layout.Rent();
        if (HasPairs)
        {
            lease.Scorer.Score(text, pair, values);
        }
        else
        {
            lease.Scorer.Score(text, values);
        }
    }

    /// <inheritdoc/>
    public override void Free() => _layout.Free();
}
