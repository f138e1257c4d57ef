using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.Chains;

/// <summary>ML.NET's chains of fitted transformers, one of which is a text model.</summary>
internal static class TransformerChains
{
    /// <summary>The text model of a chain.</summary>
    /// <param name="chain">The chain, or the text model itself.</param>
    /// <exception cref="ArgumentException">The chain has no text model, or several.</exception>
    public static TextModelTransformer TextModelOf(ITransformer chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return OneTextModel.Of(TextModelsIn(chain), NamesIn(chain), nameof(chain));
    }

    /// <summary>The text model of a chain; null where there is none.</summary>
    /// <param name="chain">The chain, or the text model itself.</param>
    /// <exception cref="ArgumentException">The chain has several.</exception>
    public static TextModelTransformer? FindTextModel(ITransformer chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return TextModelsIn(chain).Any() ? TextModelOf(chain) : null;
    }

    /// <summary>What a transformer is called in messages: a chain by its last one.</summary>
    public static string NameOf(ITransformer transformer) => NamesIn(transformer).LastOrDefault() ?? transformer.GetType().Name;

    /// <summary>The chain with another text model; all else stays as it is.</summary>
    /// <param name="chain">The chain, or the text model itself.</param>
    /// <param name="data">Rows as the chain reads them; null where none are needed.</param>
    /// <param name="replace">Makes the new text model of the old one and of the rows as they come to it.</param>
    /// <exception cref="ArgumentException">The chain has no text model, or several.</exception>
    public static ITransformer Replace(ITransformer chain, IDataView? data, Func<TextModelTransformer, IDataView?, TextModelTransformer> replace)
    {
        _ = TextModelOf(chain);
        return Rebuild(chain, data, replace);
    }

    private static ITransformer Rebuild(ITransformer transformer, IDataView? data, Func<TextModelTransformer, IDataView?, TextModelTransformer> replace)
    {
        if (transformer is TextModelTransformer model)
        {
            return replace(model, data);
        }

        if (MicrosoftMLInternals.LinksOf(transformer) is not { } links || !TextModelsIn(transformer).Any())
        {
            return transformer;
        }

        var chain = new TransformerChain<ITransformer>();
        foreach (var (link, scope) in links)
        {
            chain = chain.Append(Rebuild(link, data, replace), scope);
            data = data is null ? null : link.Transform(data);
        }

        return chain;
    }

    private static IEnumerable<TextModelTransformer> TextModelsIn(ITransformer transformer) => transformer is TextModelTransformer model
        ? [model]
        : MicrosoftMLInternals.LinksOf(transformer)?.SelectMany(link => TextModelsIn(link.Transformer)) ?? [];

    private static IEnumerable<string> NamesIn(ITransformer transformer) =>
        MicrosoftMLInternals.LinksOf(transformer)?.SelectMany(link => NamesIn(link.Transformer)) ?? [transformer.GetType().Name];
}
