using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

/// <summary>An estimator that goes on from the model of another one, which it wraps.</summary>
/// <typeparam name="TTransformer">The transformer that a fit gives; it holds one model, that of the last stage.</typeparam>
public abstract class CompressionEstimator<TTransformer> : TextModelEstimator<TTransformer>
    where TTransformer : TextModelTransformer
{
    private protected CompressionEstimator(ITextModelStage before, IStageOptions options)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(before);
        Before = before;
    }

    private protected ITextModelStage Before { get; }

    private protected sealed override OutcomeKind? Predicts => Before.Predicts;

    private protected sealed override IHost? Host => Before.Host;

    /// <inheritdoc/>
    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema) => Before.GetOutputSchema(inputSchema);
}
