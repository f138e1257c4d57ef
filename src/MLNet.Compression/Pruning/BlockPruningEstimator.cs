using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>Prunes a text model block by block while it goes on learning from its teacher.</summary>
/// <remarks>
/// Made by <see cref="CompressionExtensions.PruneBlocks(IEstimator{TextModelTransformer}, Options)"/> and its overloads. Columns as those of
/// <see cref="TextClassificationTrainer"/>. Without a teacher the model as it was before guides itself.
/// </remarks>
public sealed partial class BlockPruningEstimator : CompressionEstimator<FullPrecisionTransformer>
{
    private readonly Options _options;

    internal BlockPruningEstimator(ITextModelStage before, Options options)
        : base(before, options) => _options = options.Copied();

    private protected override StageState RunStage(IDataView input, Action<StageModel> check, StageSettings settings)
    {
        var state = Before.FitStage(input, CheckModel, settings.CancellationToken).WithSettings(settings);
        var options = _options.Copied();
        return state.Run(
            "prune", ValueFormat.Float32, settings, options, environment => BlockPruning.Run(state.Model, state.Teacher, state.Data, options, environment));

        void CheckModel(StageModel model)
        {
            BlockPruning.RequireLayers(model.Shape);
            check(model);
        }
    }

    private protected override FullPrecisionTransformer CreateTransformer(StageState state) => new(state.ToParts());
}
