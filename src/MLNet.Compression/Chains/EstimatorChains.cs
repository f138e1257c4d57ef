using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.Chains;

/// <summary>ML.NET's chains of estimators, one of which trains a text model.</summary>
internal static class EstimatorChains
{
    /// <summary>The chain with another estimator in the place of the one that trains a text model; all else stays as it is.</summary>
    /// <param name="chain">The chain, or that estimator alone.</param>
    /// <param name="replace">Makes the new estimator of the old one.</param>
    /// <exception cref="ArgumentException">No estimator of the chain trains a text model, or several do.</exception>
    public static EstimatorChain<ITransformer> Replace(IEstimator<ITransformer> chain, Func<IEstimator<TextModelTransformer>, IEstimator<TextModelTransformer>> replace)
    {
        ArgumentNullException.ThrowIfNull(chain);
        _ = OneTextModel.Of(TextModelsIn(chain), NamesIn(chain), nameof(chain));
        return MicrosoftMLInternals.LinksOf(chain) is { } links
            ? Rebuild(links, replace)
            : new EstimatorChain<ITransformer>().Append<ITransformer>(replace((IEstimator<TextModelTransformer>)chain));
    }

    /// <summary>The estimator of a chain that trains a text model; null where none does.</summary>
    /// <param name="chain">The chain, or that estimator alone.</param>
    /// <exception cref="ArgumentException">Several estimators of the chain train a text model.</exception>
    public static IEstimator<TextModelTransformer>? TextModelOf(IEstimator<ITransformer> chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return TextModelsIn(chain).Any() ? OneTextModel.Of(TextModelsIn(chain), NamesIn(chain), nameof(chain)) : null;
    }

    /// <summary>What an estimator is called in messages: a chain by its last one.</summary>
    public static string NameOf(IEstimator<ITransformer> estimator) => NamesIn(estimator).LastOrDefault() ?? estimator.GetType().Name;

    private static EstimatorChain<ITransformer> Rebuild(
        IReadOnlyList<EstimatorLink> links, Func<IEstimator<TextModelTransformer>, IEstimator<TextModelTransformer>> replace)
    {
        var chain = new EstimatorChain<ITransformer>();
        foreach (var (estimator, scope, cacheHost) in links)
        {
            var link = estimator is IEstimator<TextModelTransformer> model ? replace(model)
                : MicrosoftMLInternals.LinksOf(estimator) is { } inner ? Rebuild(inner, replace)
                : estimator;
            chain = chain.Append(link, scope);
            chain = cacheHost is null ? chain : chain.AppendCacheCheckpoint(cacheHost);
        }

        return chain;
    }

    private static IEnumerable<IEstimator<TextModelTransformer>> TextModelsIn(IEstimator<ITransformer> estimator) => estimator is IEstimator<TextModelTransformer> model
        ? [model]
        : MicrosoftMLInternals.LinksOf(estimator)?.SelectMany(link => TextModelsIn(link.Estimator)) ?? [];

    private static IEnumerable<string> NamesIn(IEstimator<ITransformer> estimator) =>
        MicrosoftMLInternals.LinksOf(estimator)?.SelectMany(link => NamesIn(link.Estimator)) ?? [estimator.GetType().Name];
}
