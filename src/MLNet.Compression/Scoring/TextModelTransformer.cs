using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.ModelFiles;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Scoring;
using MLNet.Compression.Seeds;

namespace MLNet.Compression;

/// <summary>
/// A fitted text model. Adds the probability of each class, and the most probable class, to the rows of a data view; a regression adds a number, a tagger both for each word.
/// </summary>
/// <remarks>
/// Columns as those of <see cref="TextClassificationTrainer"/> or <see cref="TextRegressionTrainer"/>. A data view is scored while it is read, in batches, and only where its scores
/// are read; each pass reads its source once. Safe for several threads. ML.NET's PredictionEngine disposes of the transformer with itself, unless
/// told otherwise; the transformer can be used after that.
/// </remarks>
public abstract class TextModelTransformer : IPredictionTransformer<CompressedModel>, IDisposable
{
    private readonly FittedParts _parts;
    private readonly IRowScorer _scorer;
    private readonly Lazy<CompressionReport> _report;

    private protected TextModelTransformer(FittedParts parts)
    {
        _parts = parts;
        _scorer = RowScorers.Of(parts.Outcome, parts.Model, parts.Threads);
        _report = new Lazy<CompressionReport>(() => CompressionReport.Create(parts.Model, parts.Stages));
    }

    /// <summary>The model: shape, weights as they are stored, vocabulary, class names.</summary>
    public CompressedModel Model => _parts.Model;

    /// <summary>What the fit did and what came of it. The first call measures, for up to half a second. A saved model keeps its stages, and has them when it is loaded.</summary>
    public CompressionReport Report => _report.Value;

    /// <summary>True: each row is scored by itself.</summary>
    public bool IsRowToRowMapper => true;

    internal Outcome Outcome => _parts.Outcome;

    internal IHost Host => _parts.Host;

    internal ChainSeed Seed => _parts.Seed;

    internal IReadOnlyList<StageReport> Stages => _parts.Stages;

    internal IRowScorer Scorer => _scorer;

    private protected abstract LoadableComponent Component { get; }

    /// <exception cref="NotSupportedException">The model's results are no fixed number of values.</exception>
    private ValueScorer Texts => _scorer as ValueScorer
        ?? throw new NotSupportedException($"The model predicts {Outcome.Description}, and not a number of values for each text: use Transform, a PredictionEngine, or the method for its task.");

    /// <summary>The input's columns with score and predicted label behind them.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <summary>The data with score and predicted label; nothing is computed before its rows are read.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing or of another type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredDataView(input, Bind(input.Schema), this, Host);
    }

    /// <summary>What scores single rows.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing or of another type.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    /// <summary>The probability of each class, in the order of the model's labels; of a regression the one number.</summary>
    /// <param name="text">A text; null is a missing one, which counts as empty, as in a data view.</param>
    /// <exception cref="ArgumentException">The model reads pairs.</exception>
    /// <exception cref="NotSupportedException">The model's task has no fixed number of values: it tags words or finds answers.</exception>
    public float[] Score(string? text)
    {
        RequirePairs(came: false);
        return ScoreOne(text, pair: null);
    }

    /// <summary>The probability of each class, in the order of the model's labels; of a regression the one number.</summary>
    /// <param name="text">A text; null is a missing one, which counts as empty, as in a data view.</param>
    /// <param name="pair">The text that goes with it; for a model of single texts null.</param>
    /// <exception cref="ArgumentException">The model reads single texts, and a second one came.</exception>
    /// <exception cref="NotSupportedException">The model's task has no fixed number of values: it tags words or finds answers.</exception>
    public float[] Score(string? text, string? pair)
    {
        RequirePairs(pair is not null || Texts.HasPairs);
        return ScoreOne(text, pair);
    }

    /// <summary>The probabilities, or numbers, of several texts, scored together.</summary>
    /// <param name="texts">The texts; null is a missing one, which counts as empty.</param>
    /// <param name="pairs">As many texts that go with them; null for a model of single texts.</param>
    /// <returns>For each text what <see cref="Score(string, string)"/> gives.</returns>
    /// <exception cref="ArgumentException">The model reads pairs and single texts came, or the other way round; or there are not as many pairs as texts.</exception>
    /// <exception cref="NotSupportedException">The model's task has no fixed number of values: it tags words or finds answers.</exception>
    /// <exception cref="OperationCanceledException">The MLContext was cancelled meanwhile.</exception>
    public float[][] Score(IReadOnlyList<string?> texts, IReadOnlyList<string?>? pairs = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        RequirePairs(pairs is not null || (texts.Count == 0 && Texts.HasPairs));
        if (pairs is not null && pairs.Count != texts.Count)
        {
            throw new ArgumentException($"{texts.Count} texts, but {pairs.Count} second ones.", nameof(pairs));
        }

        return Texts.Score(texts, pairs, new RunningExecution(Host));
    }

    /// <summary>Frees the memory that scoring holds. The transformer stays usable: its next use lays the model out again.</summary>
    public void Dispose()
    {
        _scorer.Free();
        GC.SuppressFinalize(this);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        TextModelFile.Write(ctx, Component, Outcome, Model, Stages);
    }

    private TextModelMapper Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(inputSchema), Outcome.Columns);
        return new TextModelMapper(inputSchema, Outcome, _scorer);
    }

    private float[] ScoreOne(string? text, string? pair)
    {
        var scores = new float[Texts.Outputs];
        Texts.Score(text, pair, scores);
        return scores;
    }

    private void RequirePairs(bool came)
    {
        if (came != Texts.HasPairs)
        {
            throw new ArgumentException(came
                ? "The model reads single texts, but a second text came."
                : "The model reads pairs of texts, but no second text came.");
        }
    }
}
