using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.Scoring;

namespace MLNet.Compression;

/// <summary>Named entities as spans of text.</summary>
public static class EntityExtensions
{
    /// <summary>The named entities of a text, in its order.</summary>
    /// <param name="model">A text model that tags words, or a fitted or loaded chain with one.</param>
    /// <param name="text">The text; words are what stands between white space.</param>
    /// <exception cref="ArgumentException">The model does not tag words.</exception>
    public static IReadOnlyList<EntitySpan> Entities(this ITransformer model, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Entities(model, [text])[0];
    }

    /// <summary>The named entities of several texts, scored together.</summary>
    /// <param name="model">A text model that tags words, or a fitted or loaded chain with one.</param>
    /// <param name="texts">The texts; words are what stands between white space.</param>
    /// <returns>For each text its entities.</returns>
    /// <exception cref="ArgumentException">The model does not tag words.</exception>
    public static IReadOnlyList<IReadOnlyList<EntitySpan>> Entities(this ITransformer model, IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(texts);
        var transformer = TransformerChains.TextModelOf(model);
        return transformer.Scorer is WordScorer scorer ? scorer.EntitiesOf(texts) : throw new ArgumentException(
            $"The model predicts {transformer.Outcome.Description} and does not tag words: entities are found by a model of NamedEntityRecognition.", nameof(model));
    }
}
