using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>An estimator of a text model: a stage of its own, or one that wraps those before it.</summary>
/// <typeparam name="TTransformer">The transformer that <see cref="Fit"/> gives; it holds one model, that of the last stage.</typeparam>
public abstract class TextModelEstimator<TTransformer> : IEstimator<TTransformer>, ITextModelStage
    where TTransformer : TextModelTransformer
{
    private readonly StageSettings _settings;

    private protected TextModelEstimator(IStageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Validate(options);
        _settings = StageSettings.Of(options);
    }

    /// <summary>Trains this stage and those that it wraps, on the given data alone.</summary>
    /// <param name="input">The training data: text and a key label.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">The data is empty or has one class only.</exception>
    /// <exception cref="OperationCanceledException">The options' token, or the MLContext, was cancelled.</exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var execution = new ExecutionToken(Host);
        return CreateTransformer(((ITextModelStage)this).FitStage(input, static _ => { }, execution.Token));
    }

    /// <summary>The columns that the transformer will have: the input's, score and predicted label.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public abstract SchemaShape GetOutputSchema(SchemaShape inputSchema);

    OutcomeKind? ITextModelStage.Predicts => Predicts;

    private protected abstract OutcomeKind? Predicts { get; }

    private protected abstract IHost? Host { get; }

    IHost? ITextModelStage.Host => Host;

    StageState ITextModelStage.FitStage(IDataView input, Action<StageModel> check, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_settings.CancellationToken, cancellationToken);
        linked.Token.ThrowIfCancellationRequested();
        return RunStage(input, check, _settings with { CancellationToken = linked.Token });
    }

    /// <summary>Runs the stages before this one, then this one.</summary>
    private protected abstract StageState RunStage(IDataView input, Action<StageModel> check, StageSettings settings);

    private protected abstract TTransformer CreateTransformer(StageState state);
}
