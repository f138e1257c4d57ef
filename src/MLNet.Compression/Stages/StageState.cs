using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Baselines;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Preflight;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Scoring;
using MLNet.Compression.Seeds;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Stages;

/// <summary>What one stage hands to the next: the model in its trainable form, who taught it, and the data, tokenised once.</summary>
internal sealed record StageState
{
    public required IHost Host { get; init; }

    /// <summary>The seed of the whole chain.</summary>
    public required ChainSeed Seed { get; init; }

    public required Outcome Outcome { get; init; }

    public required TextModel Model { get; init; }

    public required TextDataset Data { get; init; }

    /// <summary>The rows of <see cref="Data"/> in the tokens of another model.</summary>
    public required Func<TextModel, CancellationToken, TextDataset> Tokenize { get; init; }

    /// <summary>The model's teacher; null where it learnt from labels alone.</summary>
    public TextModel? Teacher { get; init; }

    /// <summary>Text models that teach the next stage beside <see cref="Teacher"/>, by their positions, with the rows in their own tokens.</summary>
    public IReadOnlyList<(int Position, TextModel Model, TextDataset Tokens)> FurtherTeachers { get; init; } = [];

    public ValidationRows? Validation { get; init; }

    /// <summary>Where <see cref="Validation"/> was read from.</summary>
    public IDataView? ValidationSet { get; init; }

    /// <summary>Where the chain keeps the state of its training; null for nowhere.</summary>
    public ResumePlace? Checkpoints { get; init; }

    public IReadOnlyList<StageReport> Stages { get; init; } = [];

    /// <summary>What linear models reach on the validation set, until a stage has it in its report; null where that was not measured.</summary>
    public BaselineReport? Baseline { get; init; }

    /// <summary>The number formats that the last stage chose; null where it chose none.</summary>
    public AllocationReport? Allocation { get; init; }

    /// <summary>Whether a stage has warned of what is wrong with the data.</summary>
    public bool IsDataChecked { get; init; }

    /// <summary>The teacher that a stage has looked at.</summary>
    public TextModel? CheckedTeacher { get; init; }

    /// <summary>The model as the last stage's transformer holds it, if the stage had to make it.</summary>
    public CompressedModel? Encoded { get; init; }

    /// <summary>The model as the fitted transformer holds it that the chain started from; null where the chain trained one, or the data has its classes in another order.</summary>
    public CompressedModel? Fitted { get; init; }

    /// <summary>With the validation set that a stage's settings name, or the one there is.</summary>
    /// <remarks>A set that an earlier stage of the chain was given too is not read again.</remarks>
    public StageState WithValidation(StageSettings settings) => settings.ValidationSet is not { } view || ReferenceEquals(view, ValidationSet) ? this : this with
    {
        ValidationSet = view,
        Validation = Outcome.ReadValidation(view, Model, settings.CancellationToken),
    };

    /// <summary>With what linear models reach on the validation set, unless a stage before has measured that on the same.</summary>
    /// <param name="rows">The training data.</param>
    /// <param name="log">Is told what came of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public StageState WithBaseline(TrainingRows rows, StageLog log, CancellationToken cancellationToken) =>
        Validation is not null && Stages.Any(stage => stage.Baseline?.Quality.Rows == Validation.Data.Count) ? this : this with { Baseline = LinearBaseline.Of(rows, ValidationSet, Seed.Value, log, cancellationToken) };

    /// <summary>The validation set in the tokens of another model; null where there is none.</summary>
    public ValidationRows? ValidationFor(TextModel model, CancellationToken cancellationToken) =>
        Validation is { } validation ? validation with { Data = Outcome.ReadValidation(ValidationSet!, model, cancellationToken).Data } : null;

    /// <summary>With what a stage's settings name: its seed, its validation set, and what teacher, or else the model as it is before it is compressed, predicts for that.</summary>
    public StageState WithSettings(StageSettings settings)
    {
        var state = WithValidation(settings) with { Seed = settings.SeedAfter(Seed) };
        return state.Validation is not { HasTeacher: false } validation ? state : state with
        {
            Validation = validation.WithTeacher(CompressedModelEncoder.Encode(Teacher ?? Model, ValueFormat.Float32), settings.Threads, settings.CancellationToken),
        };
    }

    /// <summary>Trains the model in place, and measures it where there is a validation set.</summary>
    /// <inheritdoc cref="Run(string, ValueFormat, StageSettings, TrainingOptions?, Func{TrainingEnvironment, TextModel})"/>
    public StageState Run(string stage, ValueFormat format, StageSettings settings, TrainingOptions? options, Action<TrainingEnvironment> train) =>
        Run(stage, format, settings, options, environment =>
        {
            train(environment);
            return Model;
        });

    /// <summary>Trains the model, or makes another of it, and measures that where there is a validation set.</summary>
    /// <param name="stage">The name of a stage that does not train.</param>
    /// <param name="format">The number format in which the stage leaves the weights.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="options">The options of the training, which are the stage's own copy; their checkpoint folder becomes that of the stage.</param>
    /// <param name="train">The training; gives the model.</param>
    /// <exception cref="InvalidOperationException">A check found that the training can't lead to anything.</exception>
    public StageState Run(string stage, ValueFormat format, StageSettings settings, TrainingOptions? options, Func<TrainingEnvironment, TextModel> train)
    {
        using var log = new StageLog(Host, settings.Progress);
        TellRandomSeed(log);
        var looked = LookBefore(settings, log);
        var start = Stopwatch.GetTimestamp();
        var checkpoints = settings.Checkpoints ?? Checkpoints;
        if (options is not null)
        {
            checkpoints?.ApplyTo(options, Stages.Count);
        }

        var model = train(new TrainingEnvironment(Seed.Value, settings.Threads, new StepEstimate(log), settings.CancellationToken)
        {
            Validation = Validation?.ForTraining,
            Log = log.Inform,
            Warn = log.Warn,
            Ended = log.Close,
        });
        var encoded = CompressedModelEncoder.Encode(model, format);
        var stages = log.Stages.Count > 0
            ? log.Stages
            : [settings.Untrained(stage, Stopwatch.GetElapsedTime(start), Seed)];
        return (looked with { Checkpoints = checkpoints, Model = model }).Closed(stages, encoded, settings, log);
    }

    /// <summary>After stages that left a model, which is measured where there is a validation set.</summary>
    /// <param name="stages">The stages.</param>
    /// <param name="encoded">The model as the last one's transformer holds it.</param>
    /// <param name="settings">The last one's settings.</param>
    /// <param name="log">Is told how well the model does.</param>
    public StageState Closed(IReadOnlyList<StageReport> stages, CompressedModel encoded, StageSettings settings, StageLog log) =>
        this with { Encoded = encoded, Baseline = null, Stages = [.. Stages, .. Measured([stages[0] with { Baseline = Baseline }, .. stages.Skip(1)], encoded, settings, log)] };

    /// <summary>The stages with what the last one came to on the validation set, if there is one.</summary>
    private IReadOnlyList<StageReport> Measured(IReadOnlyList<StageReport> stages, CompressedModel encoded, StageSettings settings, StageLog log)
    {
        if (Validation is not { } validation)
        {
            return stages;
        }

        var (last, result) = (stages[^1], validation.Measure(encoded, settings.Threads, settings.CancellationToken));
        log.Inform(FormattableString.Invariant($"{last.Stage}: {result.Quality} on {result.Quality.Rows} rows, {result.Bytes:N0} bytes"));
        var baseline = Stages.Concat(stages).Select(stage => stage.Baseline).LastOrDefault(each => each is not null);
        if (baseline?.DoubtOf(last.Stage, result) is { } below)
        {
            log.Warn(below);
        }

        foreach (var doubt in validation.Doubts(result.Quality))
        {
            log.Warn($"{last.Stage}: {doubt}");
        }

        return [.. stages.SkipLast(1), last with { Result = result }];
    }

    /// <summary>What a transformer of the last stage's model is made of.</summary>
    public FittedParts ToParts() => new(Host, Seed, Outcome, Encoded ?? throw new InvalidOperationException("No stage has run."), Stages);

    /// <summary>Looks at what the stage starts from, as far as no earlier stage of the chain did.</summary>
    private StageState LookBefore(StageSettings settings, StageLog log)
    {
        var start = new StageStart(Data, Outcome, Model, Teacher, settings.Threads, settings.CancellationToken);
        if (!IsDataChecked)
        {
            PreflightChecks.LookAtData(start, log);
        }

        if (Teacher is not null && !ReferenceEquals(Teacher, CheckedTeacher))
        {
            PreflightChecks.LookAtTeacher(start, log);
        }

        foreach (var (position, model, tokens) in FurtherTeachers)
        {
            PreflightChecks.LookAtTeacher(start with { Teacher = model, TeacherTokens = tokens, TeacherName = FormattableString.Invariant($"Teacher {position}") }, log);
        }

        return this with { IsDataChecked = true, CheckedTeacher = Teacher, FurtherTeachers = [] };
    }

    private void TellRandomSeed(StageLog log)
    {
        if (Seed.IsRandom && Encoded is null)
        {
            log.Inform($"seed {Seed.Value}, chosen at random: make the MLContext with a seed, or set Seed, to repeat this run");
        }
    }
}
