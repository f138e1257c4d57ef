using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Pruning;

namespace MLNet.Compression;

/// <summary>Quantises a text model: after training, or with further training that takes the rounding into account (Jacob et al. 2018) and may prune it in the same run.</summary>
/// <remarks>
/// Made by <see cref="CompressionExtensions.Quantize(IEstimator{TextModelTransformer}, QuantizationScheme?, QuantizationScheme?)"/> and its overloads. Columns as
/// those of <see cref="TextClassificationTrainer"/>. Quantise last: a stage behind it goes back to fp32.
/// </remarks>
public sealed partial class QuantizationEstimator : CompressionEstimator<QuantizationTransformer>
{
    private readonly Options _options;
    private readonly StageTeacher? _teacher;

    internal QuantizationEstimator(ITextModelStage before, Options options)
        : base(before, options)
    {
        _options = options.Copied();
        _teacher = StageTeacher.Of(options.Teacher);
    }

    private protected override StageState RunStage(IDataView input, Action<StageModel> check, StageSettings settings)
    {
        var before = Before.FitStage(input, Check, settings.CancellationToken);
        var state = (_teacher?.Guide(before) ?? before).WithSettings(settings);
        var training = _options.QuantizationAwareTraining?.Copied();
        using var run = new QuantizationRun(state.Model, _options.PlanOrSchemes);
        AllocationReport? allocation = null;
        var after = state.Run("quantise", ValueFormat.Float32, settings, training, Train);
        return after with { Allocation = allocation, Stages = [.. after.Stages.SkipLast(1), after.Stages[^1] with { Details = allocation?.ToString() }] };

        void Check(StageModel model)
        {
            _options.Check(model.Shape);
            _teacher?.Check(model);
            check(model);
        }

        void Train(TrainingEnvironment environment)
        {
            allocation = _options.Allocation is { } wanted ? run.Allocate(state.Data, wanted, environment, training?.ResumeFolder) : null;
            if (training is null)
            {
                run.Round(environment, state.Data, _options.Rounding);
            }
            else if (_options.Pruning is { } pruning)
            {
                run.PruneAndTrain(state.Teacher, state.Data, pruning.Copied(), training, environment);
            }
            else
            {
                run.Train(state.Teacher, state.Data, training, environment);
            }
        }
    }

    private protected override QuantizationTransformer CreateTransformer(StageState state) => new(state.ToParts()) { Allocation = state.Allocation };
}
