using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Chains;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

/// <summary>What the catalogs of classification and regression have alike: estimators that start from another model.</summary>
/// <param name="catalog">ML.NET's catalog.</param>
/// <param name="outcome">What its models predict; a student without a text model among its teachers too.</param>
/// <param name="otherwise">What to do with a model that predicts something else.</param>
/// <param name="more">What else its models may predict.</param>
internal sealed class StageCatalog(object catalog, OutcomeKind outcome, string otherwise, params OutcomeKind[] more)
{
    public DistillationTrainer Distil(IEstimator<TextModelTransformer> teacher, DistillationTrainer.Options options) =>
        Distil([DistillationTeacher.Of(teacher)], options, nameof(teacher));

    public EstimatorChain<ITransformer> Distil(IEstimator<ITransformer> teacher, DistillationTrainer.Options options) =>
        EstimatorChains.TextModelOf(teacher) is null
            ? new EstimatorChain<ITransformer>().Append<ITransformer>(Distil([DistillationTeacher.Of(teacher)], options, nameof(teacher)))
            : EstimatorChains.Replace(teacher, model => Distil(model, options));

    public DistillationTrainer Distil(ITransformer teacher, DistillationTrainer.Options options) => Distil([DistillationTeacher.Of(teacher)], options, nameof(teacher));

    public DistillationTrainer Distil(IReadOnlyList<DistillationTeacher> teachers, DistillationTrainer.Options options, string parameter = "teachers")
    {
        ArgumentNullException.ThrowIfNull(teachers);
        foreach (var teacher in teachers)
        {
            _ = teacher.Checked().TextModel is { } textModel ? Checked(textModel, parameter) : null;
        }

        return new DistillationTrainer(CatalogEnvironment.Of(catalog), outcome, teachers, options);
    }

    public PruningEstimator Prune(ITransformer model, PruningEstimator.Options? options) => new(Fitted(model, nameof(model)), options ?? new());

    public QuickPruningEstimator PruneQuickly(ITransformer model, QuickPruningEstimator.Options? options) => new(Fitted(model, nameof(model)), options ?? new());

    public QuantizationEstimator Quantize(ITransformer model, QuantizationEstimator.Options? options) => new(Fitted(model, nameof(model)), options ?? new());

    public RecipeEstimator Compress(ITransformer model, RecipeEstimator.Options? options) => new(Fitted(model, nameof(model)), options ?? new());

    private ITextModelStage Fitted(ITransformer model, string parameter) => Checked(new FittedStage(TransformerChains.TextModelOf(model)), parameter);

    private ITextModelStage Checked(ITextModelStage stage, string parameter)
    {
        _ = CatalogEnvironment.Of(catalog);
        return stage.Predicts is not { } predicted || more.Append(outcome).Any(predicted.Is) ? stage : throw new ArgumentException($"The {parameter} predicts something else than this catalog's models: {otherwise}", parameter);
    }
}
