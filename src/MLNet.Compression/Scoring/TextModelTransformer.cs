using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.ModelFiles;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Scoring;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression;

/// <summary>
/// A fitted text model. Adds the probability of each class, and the most probable class, to the rows of a data view; a regression adds a number.
/// </summary>
/// <remarks>
/// Columns as those of <see cref="TextClassificationTrainer"/> or <see cref="TextRegressionTrainer"/>. A data view is scored while it is read, in batches, and only where its scores
/// are read. Safe for several threads. ML.NET's PredictionEngine disposes of the transformer with itself, unless told otherwise.
/// </remarks>
public abstract class TextModelTransformer : IPredictionTransformer<CompressedModel>, IDisposable
{
    private readonly FittedParts _parts;
    private readonly TextScorer _scorer;
    private readonly Lazy<CompressionReport> _report;

    private protected TextModelTransformer(FittedParts parts)
    {
        _parts = parts;
        _scorer = new TextScorer(parts.Model, pairs: parts.Outcome.Columns.Pair is not null, parts.Threads);
        _report = new Lazy<CompressionReport>(() => CompressionReport.Create(parts.Model, parts.Stages));
    }

    /// <summary>The model: shape, weights as they are stored, vocabulary, class names.</summary>
    public CompressedModel Model => _parts.Model;

    /// <summary>What the fit did and what came of it. The first call measures, for up to half a second; a model from a file has no stages.</summary>
    public CompressionReport Report => _report.Value;

    /// <summary>True: each row is scored by itself.</summary>
    public bool IsRowToRowMapper => true;

    internal Outcome Outcome => _parts.Outcome;

    internal IHost Host => _parts.Host;

    internal int Seed => _parts.Seed;

    internal IReadOnlyList<StageReport> Stages => _parts.Stages;

    private protected abstract LoadableComponent Loader { get; }

    /// <summary>The input's columns with score and predicted label behind them.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <summary>The data with score and predicted label; nothing is computed before its rows are read.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing or of another type.</exception>
    /// <exception cref="ObjectDisposedException">The transformer was disposed.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _scorer.RequireUndisposed();
        return new ScoredDataView(input, Bind(input.Schema));
    }

    /// <summary>What scores single rows.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing or of another type.</exception>
    /// <exception cref="ObjectDisposedException">The transformer was disposed.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        _scorer.RequireUndisposed();
        return Bind(inputSchema);
    }

    /// <summary>The probability of each class, in the order of the model's labels; of a regression the one number.</summary>
    /// <param name="text">A text.</param>
    /// <param name="pair">The text that goes with it; only for a model of pairs.</param>
    /// <exception cref="ArgumentException">The model reads pairs and one text came, or the other way round.</exception>
    /// <exception cref="ObjectDisposedException">The transformer was disposed.</exception>
    public float[] Score(string text, string? pair = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        RequirePairs(pair is not null);
        var scores = new float[_scorer.Outputs];
        _scorer.Score(text, pair, scores);
        return scores;
    }

    /// <summary>The probabilities, or numbers, of several texts, scored together.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="pairs">As many texts that go with them; only for a model of pairs.</param>
    /// <returns>For each text what <see cref="Score(string, string)"/> gives.</returns>
    /// <exception cref="ArgumentException">
    /// The model reads pairs and single texts came, or the other way round; there are not as many pairs as texts; or a text is null.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The transformer was disposed.</exception>
    public float[][] Score(ReadOnlySpan<string> texts, ReadOnlySpan<string> pairs = default)
    {
        RequirePairs(!pairs.IsEmpty || (texts.IsEmpty && _scorer.HasPairs));
        if (!pairs.IsEmpty && pairs.Length != texts.Length)
        {
            throw new ArgumentException($"{texts.Length} texts, but {pairs.Length} second ones.", nameof(pairs));
        }

        var batch = new TokenBatch();
        for (var i = 0; i < texts.Length; i++)
        {
            _scorer.AddTo(batch, Required(texts, i, nameof(texts)), pairs.IsEmpty ? "" : Required(pairs, i, nameof(pairs)));
        }

        var scores = new float[texts.Length * _scorer.Outputs];
        _scorer.Score(batch, scores);
        return [.. scores.Chunk(_scorer.Outputs)];
    }

    /// <summary>Releases the memory for scoring. The model stays readable.</summary>
    public void Dispose()
    {
        _scorer.Dispose();
        GC.SuppressFinalize(this);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        TextModelFile.Write(ctx, Loader, Outcome, Model);
        using var channel = Host.Start("Save");
        channel.Info(MessageSensitivity.None, $"A program that loads this model calls {nameof(MLNetCompression)}.{nameof(MLNetCompression.Register)}(mlContext) before mlContext.Model.Load.");
    }

    private TextModelMapper Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(inputSchema), Outcome.Columns);
        return new TextModelMapper(inputSchema, Outcome, _scorer);
    }

    private static string Required(ReadOnlySpan<string> texts, int index, string name) =>
        texts[index] ?? throw new ArgumentException($"Text {index} is null.", name);

    private void RequirePairs(bool came)
    {
        if (came != _scorer.HasPairs)
        {
            throw new ArgumentException(came
                ? "The model reads single texts, but a second text came."
                : "The model reads pairs of texts, but no second text came.");
        }
    }
}
