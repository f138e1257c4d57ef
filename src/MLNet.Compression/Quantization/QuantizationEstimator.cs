using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>Quantises a text model: after training, or with further training that takes the rounding into account (Jacob et al. 2018).</summary>
/// <remarks>
/// Made by <see cref="CompressionExtensions.Quantize(IEstimator{TextModelTransformer}, QuantizationScheme, QuantizationScheme?)"/> and its overloads. Columns as
/// those of <see cref="TextClassificationTrainer"/>. Quantise last: a stage behind it goes back to fp32.
/// </remarks>
public sealed partial class QuantizationEstimator : TextModelEstimator<QuantizationTransformer>
{
    private readonly ITextModelStage _before;
    private readonly Options _options;

    internal QuantizationEstimator(ITextModelStage before, Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Validate(options);
        if (options.QuantizationAwareTraining is { } training)
        {
            OptionsValidation.Validate(training);
        }

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
        var training = _options.QuantizationAwareTraining?.Copy();
        RoundedModel? rounded = null;
        try
        {
            return state.Run("quantise", ValueFormat.Float32, settings, training, environment =>
            {
                rounded = RoundedModel.Of(state.Model, _options.Scheme.Weights, (_options.EmbeddingScheme ?? _options.Scheme).Weights, environment);
                if (training is { } options)
                {
                    QuantizationAwareTraining.Run(rounded, state.Teacher, state.Data, options, environment);
                }
            });
        }
        finally
        {
            rounded?.Dispose();
        }
    }

    private protected override QuantizationTransformer CreateTransformer(StageState state) => new(state.ToParts());
}
