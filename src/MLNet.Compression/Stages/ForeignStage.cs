using Microsoft.ML;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Stages;

/// <summary>An estimator of another kind, such as what WithOnFitDelegate makes: it is fitted, and its transformer is the start.</summary>
internal sealed class ForeignStage(IEstimator<TextModelTransformer> estimator) : ITextModelStage
{
    /// <summary>The stage that an estimator is, or is made into.</summary>
    public static ITextModelStage Of(IEstimator<TextModelTransformer> estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return estimator as ITextModelStage ?? new ForeignStage(estimator);
    }

    public OutcomeKind? Predicts => null;

    public StageState FitStage(IDataView input, Action<StageModel> check, CancellationToken cancellationToken)
    {
        // Read by the estimator and again by this stage: the second time from memory, so that both see the same rows.
        var rows = new MLContext().Data.Cache(input);
        var transformer = estimator.Fit(rows) ?? throw new InvalidOperationException($"{estimator.GetType()}.Fit gave no transformer.");
        return new FittedStage(transformer).FitStage(rows, check, cancellationToken);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => estimator.GetOutputSchema(inputSchema);
}
