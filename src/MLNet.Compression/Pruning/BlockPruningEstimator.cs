using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>Prunes a text model block by block while it goes on learning from its teacher.</summary>
/// <remarks>
/// Made by <see cref="CompressionExtensions.PruneBlocks(IEstimator{TextModelTransformer}, Options)"/> and its overloads. Columns as those of
/// <see cref="TextClassificationTrainer"/>. Without a teacher the model as it was before guides itself.
/// </remarks>
public sealed partial class BlockPruningEstimator : TextModelEstimator<FullPrecisionTransformer>
{
    private readonly ITextModelStage _before;
    private readonly Options _options;

    internal BlockPruningEstimator(ITextModelStage before, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Validate(options);
        _before = before;
        _options = options.Copy();
    }

    private protected override StageSettings Settings => _options.Settings;

    private protected override IHost? Host => _before.Host;

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => _before.GetOutputSchema(inputSchema);

    private protected override StageState RunStage(IDataView input, Action<BertShape> checkShape, StageSettings settings)
    {
        var state = _before.FitStage(input, checkShape, settings.CancellationToken).WithTeachersPredictions(settings);
        var options = _options.Copy();
        return state.Run(
            "prune", ValueFormat.Float32, settings, options, environment => BlockPruning.Run(state.Model, state.Teacher, state.Data, options, environment));
    }

    private protected override FullPrecisionTransformer CreateTransformer(StageState state) => new(state.ToParts());
}
