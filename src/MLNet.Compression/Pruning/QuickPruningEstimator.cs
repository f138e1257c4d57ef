using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Pruning;

namespace MLNet.Compression;

/// <summary>Cuts heads and feed-forward neurons out of a text model and refits what is left by least squares. Trains nothing, and so takes minutes.</summary>
/// <remarks>
/// Made by <see cref="CompressionExtensions.PruneQuickly(IEstimator{TextModelTransformer}, double)"/> and its overloads. Columns as those of
/// <see cref="TextClassificationTrainer"/>. Which units go is seen from the rows given to Fit; labels are read where the options say so.
/// </remarks>
public sealed partial class QuickPruningEstimator : CompressionEstimator<FullPrecisionTransformer>
{
    private readonly Options _options;

    internal QuickPruningEstimator(ITextModelStage before, Options options)
        : base(before, options) => _options = options.Copied();

    private protected override StageState RunStage(IDataView input, Action<StageModel> check, StageSettings settings)
    {
        var state = Before.FitStage(input, CheckModel, settings.CancellationToken).WithSettings(settings);
        return state.Run(
            "prune", ValueFormat.Float32, settings, options: null, environment => PostTrainingPruning.Run(state.Model, state.Data, _options, environment).Model);

        void CheckModel(StageModel model)
        {
            PostTrainingPruning.RequireLayers(model.Shape);
            check(model);
        }
    }

    private protected override FullPrecisionTransformer CreateTransformer(StageState state) => new(state.ToParts());
}
