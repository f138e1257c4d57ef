using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Recipes;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

/// <summary>Compresses a text model by a <see cref="CompressionRecipe"/>: a student is chosen for the size and the data, and is distilled, maybe pruned, and quantised with training.</summary>
/// <remarks>
/// Made by <see cref="CompressionExtensions.Compress(IEstimator{TextModelTransformer}, CompressionRecipe)"/> and its overloads. It is a chain of the stages that one can put together by hand, and so are its
/// report, its state on disk, and its columns. The student is chosen before anything is trained; a size that no student keeps is refused then.
/// </remarks>
public sealed partial class RecipeEstimator : TextModelEstimator<QuantizationTransformer>
{
    private readonly ITextModelStage _teacher;
    private readonly Options _options;
    private readonly IHostEnvironment _environment;

    internal RecipeEstimator(ITextModelStage teacher, Options options)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        (_teacher, _options, _environment) = (teacher, options.Copied(), (IHostEnvironment?)teacher.Host ?? new MLContext());
    }

    private protected override OutcomeKind? Predicts => _teacher.Predicts;

    private protected override IHost? Host => _teacher.Host;

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _teacher.GetTaughtSchema(inputSchema);
    }

    private protected override StageState RunStage(IDataView input, Action<StageModel> check, StageSettings settings)
    {
        var stages = new RecipeStages(_options);
        var (chosen, student) = (default(ChosenStudent), default(StageModel));
        var distillation = new DistillationTrainer(_environment, Predicts ?? ClassOutcomeKind.Instance, [DistillationTeacher.OfStage(_teacher)], stages.Distillation())
        {
            ForData = (teacher, options, log) => stages.For(chosen = Choose(teacher, log, settings.CancellationToken), teacher, options),
        };
        var distilled = ((ITextModelStage)distillation).FitStage(
            input,
            model =>
            {
                student = model;
                check(model);
            },
            settings.CancellationToken);
        var stagesBefore = distilled.Stages;
        var told = distilled with { Stages = [.. stagesBefore.SkipLast(1), stagesBefore[^1] with { Details = $"{chosen}" }] };
        var state = stages.Behind(new ReadyStage(told, student!), chosen!, told.Data.Count).FitStage(input, static _ => { }, settings.CancellationToken);
        return new SavedSize(_options.Recipe.Bytes, student!).Keep(state, input, settings.CancellationToken);
    }

    private protected override QuantizationTransformer CreateTransformer(StageState state) => new(state.ToParts()) { Allocation = state.Allocation };

    private ChosenStudent Choose(StageModel teacher, StageLog log, CancellationToken cancellationToken)
    {
        var chosen = new StudentChoice(_options.Recipe, teacher, cancellationToken).Run();
        log.Inform($"recipe: {chosen}");
        return chosen;
    }
}
