using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.Compression.MicrosoftML;

/// <summary>What ML.NET's chains are made of, and the seed of an MLContext.</summary>
internal static partial class MicrosoftMLInternals
{
    /// <summary>The seed that an MLContext was made with; null for none.</summary>
    /// <param name="environment">The context, or a host of it.</param>
    public static int? SeedOf(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.Seed;

    /// <summary>The estimators of a chain, in order; null where the estimator is none.</summary>
    public static IReadOnlyList<EstimatorLink>? LinksOf(IEstimator<ITransformer> chain)
    {
        if (chain.GetType() is not { IsGenericType: true } type || type.GetGenericTypeDefinition() != typeof(EstimatorChain<>))
        {
            return null;
        }

        var (estimators, scopes) = (Field<IEstimator<ITransformer>[]>(chain, "_estimators"), Field<TransformerScope[]>(chain, "_scopes"));
        var caches = Field<bool[]>(chain, "_needCacheAfter");
        return [.. estimators.Select((estimator, i) => new EstimatorLink(estimator, scopes[i], caches.Length > i && caches[i] ? Field<IHost>(chain, "_host") : null))];
    }

    /// <summary>The transformers of a chain, in order; null where the transformer is none.</summary>
    public static IReadOnlyList<TransformerLink>? LinksOf(ITransformer chain) => chain is ITransformerChainAccessor links
        ? [.. links.Transformers.Zip(links.Scopes, (transformer, scope) => new TransformerLink(transformer, scope))]
        : null;

    private static T Field<T>(object owner, string name) =>
        (T?)owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(owner)
        ?? throw new NotSupportedException($"ML.NET's {owner.GetType().Name} has no {name}, which compression of a chain needs. Use Microsoft.ML 5.0.1.");
}
