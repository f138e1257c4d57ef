using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Seeds;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>Fine-tunes a pretrained text model, or trains one from scratch: the first stage of every chain.</summary>
public abstract class TextTrainer : TextModelEstimator<FullPrecisionTransformer>
{
    private readonly IHost _host;
    private readonly TextTrainerOptions _options;
    private readonly OutcomeKind _outcome;
    private readonly TextColumns _columns;

    private protected TextTrainer(IHostEnvironment environment, string name, TextTrainerOptions options, OutcomeKind outcome)
        : base(options)
    {
        _options = options.Copied();
        _outcome = outcome;
        _columns = options.Columns;
        _host = environment.Register(name);
    }

    private protected sealed override OutcomeKind? Predicts => _outcome;

    private protected sealed override IHost? Host => _host;

    /// <inheritdoc/>
    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema) => _outcome.OutputShape(inputSchema, _columns);

    private protected sealed override StageState RunStage(IDataView input, Action<StageModel> check, StageSettings settings)
    {
        var (state, rows) = Start(input, check, settings);
        state = state.WithValidation(settings);
        var options = _options.Copied();
        var trained = state.Run("fine-tune", ValueFormat.Float32, settings, options, environment => FineTuning.Run(state.Model, state.Data, options, environment));
        return ReferenceEquals(rows, rows.Behind) ? trained : trained with
        {
            Data = rows.Behind.Tokenize(trained.Model.Tokenizer, trained.Model.MaxTokens, settings.CancellationToken),
            Tokenize = (reader, token) => rows.Behind.Tokenize(reader.Tokenizer, reader.MaxTokens, token),
        };
    }

    private protected sealed override FullPrecisionTransformer CreateTransformer(StageState state) => new(state.ToParts());

    private (StageState State, TrainingRows Rows) Start(IDataView input, Action<StageModel> check, StageSettings settings)
    {
        var source = _options.Start();
        using var log = new StageLog(_host, listener: null);
        var seed = settings.SeedAfter(ChainSeed.Of(_host));
        foreach (var note in source?.Notes ?? [])
        {
            log.Inform(note);
        }

        var rows = _outcome.ReadTraining(input, _columns, log, settings.CancellationToken);
        _options.Weigh(rows);
        var model = source is null
            ? NewModel.Create(_options.NewModel, rows.Texts.Texts, rows.Texts.Count, rows.Outcome, seed.Value, log, settings.CancellationToken)
            : Reduced(source.Create(rows.Outcome.Labels, rows.Outcome.Head, _options.MaxTokens, seed.Value), rows, log, settings.CancellationToken);
        check(new StageModel(model.Shape, model.Tokenizer, model.MaxTokens, rows.Behind));
        log.InformOfNewTensors(model);
        var data = rows.Texts.Tokenize(model.Tokenizer, model.MaxTokens, settings.CancellationToken);
        log.Inform(FormattableString.Invariant(
            $"{data.Count:N0} rows, {data.TokenCount:N0} tokens, {rows.Outcome.Description}; {model.Shape.Layers.Length} layers, {model.ParameterCount:N0} parameters"));
        return (new StageState
        {
            Host = _host,
            Seed = seed,
            Outcome = rows.Outcome,
            Model = model,
            Data = data,
            Tokenize = (reader, token) => rows.Texts.Tokenize(reader.Tokenizer, reader.MaxTokens, token),
        }, rows);
    }

    private TextModel Reduced(TextModel model, TrainingRows rows, StageLog log, CancellationToken cancellationToken) => _options.ReducedVocabularySize is { } pieces
        ? TextModelReduction.Of(model, ReducedPieces.Of(model.Tokenizer, pieces, rows.Texts.Texts, "the model's", log, cancellationToken))
        : model;
}
