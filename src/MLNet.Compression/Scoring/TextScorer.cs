namespace MLNet.Compression.Scoring;

/// <summary>A model laid out for scoring, on first use. Safe for several threads.</summary>
internal sealed class TextScorer : IDisposable
{
    private readonly CompressedModel _model;
    private readonly int _threads;
    private readonly Lock _lock = new();
    private TextClassifier? _classifier;
    private bool _disposed;

    /// <param name="model">The model.</param>
    /// <param name="pairs">Whether it reads two texts.</param>
    /// <param name="threads">Threads that share a batch; 0 for all processors.</param>
    public TextScorer(CompressedModel model, bool pairs, int threads)
    {
        _model = model;
        _threads = threads;
        HasPairs = pairs;
        Tokenizer = new BertTokenizer(model.Vocabulary, model.Tokenizer);
    }

    /// <summary>Whether the model reads two texts.</summary>
    public bool HasPairs { get; }

    /// <summary>Values of a row: a probability for each class, or the one number of a regression.</summary>
    public int Outputs => _model.Classifier.Weight.Rows;

    private BertTokenizer Tokenizer { get; }

    private TextClassifier Classifier
    {
        get
        {
            lock (_lock)
            {
                RequireUndisposed();
                return _classifier ??= new TextClassifier(_model, _threads);
            }
        }
    }

    /// <exception cref="ObjectDisposedException">The transformer was disposed.</exception>
    public void RequireUndisposed() => ObjectDisposedException.ThrowIf(_disposed, typeof(TextModelTransformer));

    /// <summary>Appends a row's text or texts to a batch.</summary>
    public void AddTo(TokenBatch batch, ReadOnlySpan<char> text, ReadOnlySpan<char> pair)
    {
        if (HasPairs)
        {
            Tokenizer.AddTo(batch, text, pair, _model.MaxTokens);
        }
        else
        {
            Tokenizer.AddTo(batch, text, _model.MaxTokens);
        }
    }

    /// <summary>The values of each row of a batch [rows x outputs].</summary>
    public void Score(TokenBatch batch, Span<float> values) => Classifier.Score(batch, values);

    /// <summary>The values of one row [outputs].</summary>
    public void Score(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, Span<float> values)
    {
        if (HasPairs)
        {
            Classifier.Score(text, pair, values);
        }
        else
        {
            Classifier.Score(text, values);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _classifier?.Dispose();
        }
    }
}
