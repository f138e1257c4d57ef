using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Pruning;

namespace MLNet.Compression;

/// <summary>Removes parts of a text model while it goes on learning from its teacher: blocks, weights, neurons, heads.</summary>
/// <remarks>
/// Made by <see cref="CompressionExtensions.Prune(IEstimator{TextModelTransformer}, Options)"/> and its overloads. Columns as those of
/// <see cref="TextClassificationTrainer"/>. Without a teacher the model as it was before guides itself.
/// </remarks>
public sealed partial class PruningEstimator : CompressionEstimator<FullPrecisionTransformer>
{
    private readonly Options _options;
    private readonly StageTeacher? _teacher;

    internal PruningEstimator(ITextModelStage before, Options options)
        : base(before, options)
    {
        _options = options.Copied();
        _teacher = StageTeacher.Of(options.Teacher);
    }

    private protected override StageState RunStage(IDataView input, Action<StageModel> check, StageSettings settings)
    {
        var before = Before.FitStage(input, CheckModel, settings.CancellationToken);
        var state = (_teacher?.Guide(before) ?? before).WithSettings(settings);
        var options = _options.Copied();
        return state.Run(
            "prune", ValueFormat.Float32, settings, options, environment => PruningRun.Run(state.Model, state.Teacher, state.Data, options, environment));

        void CheckModel(StageModel model)
        {
            PruningRun.RequireLayers(model.Shape);
            _teacher?.Check(model);
            check(model);
        }
    }

    private protected override FullPrecisionTransformer CreateTransformer(StageState state) => new(state.ToParts());
}
