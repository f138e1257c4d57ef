using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Lessons;
using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Seeds;
using MLNet.Compression.Stages;
using MLNet.Compression.Teachers;

namespace MLNet.Compression;

/// <summary>Trains a small text model to do as larger ones, or as any other model of ML.NET: knowledge distillation by a <see cref="DistillationRecipe"/>.</summary>
/// <remarks>
/// <para>Made by <see cref="CompressionCatalog"/>.Distillation. A teacher given as an estimator is fitted first, on the data given to Fit and on
/// nothing else, so cross-validation leaks nothing. Nothing is trained before all was looked at.</para>
/// <para>Columns as those of <see cref="TextClassificationTrainer"/>, under the names of the first text model among the teachers, whose tokenizer and
/// classes the student has; without any, under those of <see cref="StudentText"/>. Where nothing has to be fitted on them and the recipe needs none, there may be no labels.</para>
/// </remarks>
public sealed partial class DistillationTrainer : TextModelEstimator<FullPrecisionTransformer>
{
    private readonly IHost _host;
    private readonly OutcomeKind _kind;
    private readonly IReadOnlyList<DistillationTeacher> _teachers;
    private readonly IReadOnlyList<ITextModelStage> _textModels;
    private readonly Options _options;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal DistillationTrainer(IHostEnvironment environment, OutcomeKind kind, IReadOnlyList<DistillationTeacher> teachers, Options options)
        : base(options)
    {
        (_host, _kind, _teachers, _options) = (environment.Register("Distillation"), kind, [.. teachers], options.Copied());
        _textModels = [.. teachers.Select(teacher => teacher.TextModel).OfType<ITextModelStage>()];
        if (_textModels.Count > 0 && options.Text is not null)
        {
            throw new ArgumentException($"{nameof(Options.Text)} is set, but a teacher is a text model, which gives the student columns and vocabulary: leave it null.", nameof(options));
        }
    }

    /// <summary>Gives the options for the data, once the first text model among the teachers is known and before any is trained; null for those given.</summary>
    internal Func<StageModel, Options, StageLog, Options>? ForData { get; init; }

    private protected override OutcomeKind? Predicts => _textModels.Count == 0 ? _kind : _textModels[0].Predicts;

    private protected override IHost Host => _host;

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var (position, teacher) in _teachers.Index())
        {
            teacher.CheckSchema(inputSchema, position);
        }

        if (_textModels.Count > 0)
        {
            return _textModels[0].GetTaughtSchema(inputSchema);
        }

        var columns = _options.Lesson.Text.Columns(_kind);
        return inputSchema.Any(column => column.Name == columns.Label)
            ? _kind.OutputShape(inputSchema, columns)
            : _kind.OfClasses(columns, ["0", "1"]).ShapeWithoutLabels(inputSchema);
    }

    private protected override StageState RunStage(IDataView input, Action<StageModel> check, StageSettings settings)
    {
        // Read by several: from memory, so that all see the same rows.
        var rows = _teachers.Count == 1 && _textModels.Count == 1 ? input : new MLContext().Data.Cache(input);
        foreach (var (position, teacher) in _teachers.Index())
        {
            teacher.CheckSchema(MicrosoftML.MicrosoftMLInternals.ShapeOf(rows.Schema), position);
        }

        using var warnings = new DataWarnings();
        var (seed, lesson, options) = (settings.SeedAfter(ChainSeed.Of(_host)), default(Lesson), _options.Copied());
        using (var log = new StageLog(_host, listener: null))
        {
            var states = new TeacherFits(_textModels, rows, settings.CancellationToken).Run(models =>
            {
                options = ForData?.Invoke(models[0], options, log) ?? options;
                lesson = new LessonPlan(_teachers, options.Lesson, _kind, rows, log, settings.CancellationToken).Prepare(models, check, () => seed.Value);
            });
            var classroom = new Classroom(_teachers, lesson!, states, options.Lesson, settings);
            var (state, taught) = classroom.Open(states.Count > 0 ? states[0].WithSettings(settings) : null, _host, seed, log);
            state = options.Baseline ? state.WithBaseline(lesson!.Texts.Training, log, settings.CancellationToken) : state;
            return (state with { Host = _host }).Run("distil", ValueFormat.Float32, settings, options, environment => Training.Distilling.Distillation.Run(taught, options, environment));
        }
    }

    private protected override FullPrecisionTransformer CreateTransformer(StageState state) => new(state.ToParts());
}
