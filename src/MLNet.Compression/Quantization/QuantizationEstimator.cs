using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>Quantises a text model: after training, or with further training that takes the rounding into account (Jacob et al. 2018).</summary>
/// <remarks>
/// Made by <see cref="CompressionExtensions.Quantize(IEstimator{TextModelTransformer}, QuantizationScheme?, QuantizationScheme?)"/> and its overloads. Columns as
/// those of <see cref="TextClassificationTrainer"/>. Quantise last: a stage behind it goes back to fp32.
/// </remarks>
public sealed partial class QuantizationEstimator : CompressionEstimator<QuantizationTransformer>
{
    private readonly Options _options;

    internal QuantizationEstimator(ITextModelStage before, Options options)
        : base(before, options) => _options = options.Copied();

    private protected override StageState RunStage(IDataView input, Action<StageModel> check, StageSettings settings)
    {
        var state = Before.FitStage(input, Check, settings.CancellationToken).WithSettings(settings);
        var training = _options.QuantizationAwareTraining?.Copied();
        RoundedModel? rounded = null;
        try
        {
            return state.Run("quantise", ValueFormat.Float32, settings, training, Train);
        }
        finally
        {
            rounded?.Dispose();
        }

        void Check(StageModel model)
        {
            _options.Check(model.Shape);
            check(model);
        }

        void Train(TrainingEnvironment environment)
        {
            rounded = _options.Round(state.Model, environment, state.Data);
            if (training is not null)
            {
                QuantizationAwareTraining.Run(rounded, state.Teacher, state.Data, training, environment);
            }
        }
    }

    private protected override QuantizationTransformer CreateTransformer(StageState state) => new(state.ToParts());
}
