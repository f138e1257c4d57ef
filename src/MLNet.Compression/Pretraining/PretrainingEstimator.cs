using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Columns;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Preflight;
using MLNet.Compression.Pretraining;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Scoring;
using MLNet.Compression.Seeds;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>An estimator that learns from running text: a column of texts without labels.</summary>
public abstract class PretrainingEstimator : IEstimator<PretrainedTextTransformer>
{
    private readonly IHost _host;
    private readonly Func<IModelStart> _source;
    private readonly PretrainingText _text;
    private readonly StageSettings _settings;

    private protected PretrainingEstimator(IHostEnvironment environment, string name, Func<IModelStart> source, IStageOptions options, PretrainingText text)
    {
        OptionsValidation.Validate(options);
        _host = environment.Register(name);
        (_source, _text, _settings) = (source, text, StageSettings.Of(options));
    }

    /// <summary>Trains on the texts.</summary>
    /// <param name="input">Rows with a column of texts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">Model, student and recipe do not fit together; nothing was trained.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or all texts are empty.</exception>
    /// <exception cref="IOException">The checkpoint folder is missing or lacks files.</exception>
    /// <exception cref="OperationCanceledException">The options' token, or the MLContext, was cancelled.</exception>
    public PretrainedTextTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var execution = new ExecutionToken(_host);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_settings.CancellationToken, execution.Token);
        linked.Token.ThrowIfCancellationRequested();
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(input.Schema), [_text.Columns.Text]);
        using var log = new StageLog(_host, _settings.Progress);
        return Fit(input, _settings with { CancellationToken = linked.Token }, log);
    }

    /// <summary>The columns that the transformer will have: the input's, and the vector.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => FeatureColumns.Promise(inputSchema, _text.Columns);

    /// <summary>Checks what is to be done, and makes the model that learns.</summary>
    /// <param name="start">What there is.</param>
    /// <exception cref="ArgumentException">Something does not fit.</exception>
    private protected abstract PretrainingWork Prepare(PretrainingStart start);

    private PretrainedTextTransformer Fit(IDataView input, StageSettings settings, StageLog log)
    {
        var seed = settings.SeedAfter(ChainSeed.Of(_host));
        var texts = RunningText.Texts(input, _text.Columns.Text, settings.CancellationToken);
        var work = Prepare(new PretrainingStart(Origin(seed, log), texts, seed.Value, log, settings.CancellationToken));
        RequireHead(work, settings);
        var data = Read(input, "training data", work.Readers, settings, log);
        var validation = settings.ValidationSet is { } view ? LanguageModelling.HeldOut(work.Model, Read(view, "validation set", [work.Model], settings, log).Data, work.Held) : null;
        settings.Checkpoints?.ApplyTo(work.Options, stagesBefore: 0);
        work.Train(data, new TrainingEnvironment(seed.Value, settings.Threads, new StepEstimate(log), settings.CancellationToken)
        {
            Validation = validation,
            Log = log.Inform,
            Warn = log.Warn,
            Ended = log.Close,
        });
        return new PretrainedTextTransformer(new PretrainedParts(_host, _text.Columns, CompressedModelEncoder.Encode(work.Model, ValueFormat.Float32), work.LearnsHead)
        {
            Stages = log.Stages,
            NewTensors = work.Model.NewTensors,
        });
    }

    private TextModel Origin(ChainSeed seed, StageLog log)
    {
        var source = _source();
        var origin = source.Create([], HeadKind.MaskedLm, _text.MaxTokens, seed.Value);
        foreach (var note in source.Notes)
        {
            log.Inform(note);
        }

        log.InformOfNewTensors(origin);
        if (seed.IsRandom)
        {
            log.Inform(FormattableString.Invariant($"seed {seed.Value}, chosen at random: make the MLContext with a seed, or set Seed, to repeat this run"));
        }

        return origin;
    }

    private TextRows Read(IDataView data, string name, IReadOnlyList<TextModel> readers, StageSettings settings, StageLog log) =>
        RunningText.Read(data, _text.Columns.Text, name, readers, log, settings.CancellationToken);

    private static void RequireHead(PretrainingWork work, StageSettings settings)
    {
        if (settings.ValidationSet is not null && !work.LearnsHead)
        {
            throw new ArgumentException(
                $"A ValidationSet is measured by the pieces that the masked-LM head finds, and no loss of the recipe teaches that head: leave the set out, or choose a recipe with a {nameof(LanguageModelLoss)} or a {nameof(PredictionLoss)}, such as {nameof(DistillationRecipe.DistilBertGeneral)}.");
        }
    }
}
