using Microsoft.ML;
using MLNet.Compression.Logging;
using MLNet.Compression.Quantization;
using MLNet.Compression.Stages;
using MLNet.Compression.Vocabularies;

namespace MLNet.Compression;

/// <summary>Cuts a text model's vocabulary, and its word table with it, to the pieces that texts use. Trains nothing.</summary>
/// <remarks>
/// <para>Made by <see cref="CompressionExtensions.ReduceVocabulary(IEstimator{TextModelTransformer}, int)"/> and its overloads. Columns as those of
/// <see cref="TextClassificationTrainer"/>. Weights stay as they are stored, quantised ones too, so this stage may stand behind any other.</para>
/// <para>Texts that have none of the removed pieces are scored as before, bit for bit. A word with a removed piece is split into shorter ones.</para>
/// </remarks>
public sealed partial class VocabularyReductionEstimator : CompressionEstimator<TextModelTransformer>
{
    private readonly Options _options;

    internal VocabularyReductionEstimator(ITextModelStage before, Options options)
        : base(before, options) => _options = options.Copied();

    private protected override StageState RunStage(IDataView input, Action<StageModel> check, StageSettings settings)
    {
        var plan = default(VocabularyPlan);
        var state = Before.FitStage(input, Plan, settings.CancellationToken).WithSettings(settings);
        using var log = new StageLog(state.Host, settings.Progress);
        return plan!.Apply(state, settings, log);

        void Plan(StageModel model)
        {
            plan = VocabularyPlan.Of(model, _options, settings.CancellationToken);
            check(model with { Shape = model.Shape with { VocabularySize = plan.Cut.Rows.Length }, Tokenizer = plan.Cut.Tokenizer });
        }
    }

    private protected override TextModelTransformer CreateTransformer(StageState state) => FittedTransformer.Of(state.ToParts());
}
