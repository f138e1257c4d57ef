using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Columns;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Quantization;
using MLNet.Compression.Scoring;
using MLNet.Compression.Seeds;
using MLNet.Compression.Stages;
using MLNet.Compression.TextEmbedding;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>Adds the vector of a text, made by a pretrained model. Nothing is trained; a student can learn from it, and what follows can prune and quantise it.</summary>
/// <remarks>
/// <para>Made by <see cref="EmbeddingCatalogExtensions"/>.TextEmbedding. <see cref="Fit"/> reads the model and no row. Stages behind learn from the rows given to
/// Fit as they are: there is no label column.</para>
/// <list type="table">
/// <listheader><term>Column</term><description>Type and meaning</description></listheader>
/// <item><term>Text</term><description>Text: the input. Missing ones count as empty.</description></item>
/// <item><term>Embedding</term><description>Vector of Single: the output, as long as the model is wide.</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Estimator characteristic</term><description></description></listheader>
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None but this</description></item>
/// </list>
/// </remarks>
public sealed partial class TextEmbeddingEstimator : IEstimator<TextModelTransformer>, ITextModelStage
{
    private readonly IHost _host;
    private readonly Func<EmbeddingSource> _load;
    private readonly Options _options;

    internal TextEmbeddingEstimator(IHostEnvironment environment, Func<Options, EmbeddingSource> load, Options options)
    {
        OptionsValidation.Validate(options);
        (_host, _options) = (environment.Register("TextEmbedding"), options.Copied());
        _load = () => load(_options);
    }

    IHost? ITextModelStage.Host => _host;

    OutcomeKind? ITextModelStage.Predicts => EmbeddingOutcomeKind.Instance;

    /// <summary>Reads the model. Of the data its columns alone are looked at.</summary>
    /// <param name="input">The data; it may be empty.</param>
    /// <exception cref="ArgumentException">The options ask for what the model does not have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such checkpoint.</exception>
    /// <exception cref="ModelFileException">The checkpoint is damaged, or of a kind that is not supported.</exception>
    public TextModelTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(input.Schema), _options.Columns);
        using var log = new StageLog(_host, listener: null);
        var (model, notes) = _load();
        foreach (var note in notes)
        {
            log.Inform(note);
        }

        var outcome = new EmbeddingOutcome(_options.Columns, model.Head, model.Outputs);
        return FittedTransformer.Of(new FittedParts(_host, ChainSeed.Of(_host), outcome, model, []) { Threads = _options.Threads });
    }

    /// <summary>The input's columns with the vector behind them.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => EmbeddingOutcomeKind.Instance.OutputShape(inputSchema, _options.Columns);

    StageState ITextModelStage.FitStage(IDataView input, Action<StageModel> check, CancellationToken cancellationToken) =>
        new FittedStage(Fit(input)).FitStage(input, check, cancellationToken);
}
