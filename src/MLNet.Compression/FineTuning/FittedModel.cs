using Microsoft.ML;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>A fitted model that training starts from; it stays as it is.</summary>
/// <param name="Model">The model.</param>
/// <param name="IsHeadLearnt">Whether its head was learnt.</param>
internal sealed record FittedModel(CompressedModel Model, bool IsHeadLearnt) : IModelStart
{
    public BertShape Shape => Model.Shape;

    public bool IsOfMeans => Model.Shape.ReadsMeanOfStates && HeadDefinition.Of(Model.Head).IsEmbedding;

    public IEnumerable<string> Notes => [];

    /// <summary>A model of a file. Its head, if it has one, was learnt.</summary>
    /// <param name="model">The model.</param>
    public static FittedModel Of(CompressedModel model) => new(model, IsHeadLearnt: true);

    /// <summary>The text model that a transformer is, or that is in a chain.</summary>
    /// <param name="transformer">The transformer.</param>
    /// <param name="parameter">The name under which it was given.</param>
    /// <exception cref="ArgumentException">There is no text model, or there are several.</exception>
    public static FittedModel Of(ITransformer transformer, string parameter)
    {
        ArgumentNullException.ThrowIfNull(transformer, parameter);
        return In(transformer).ToList() switch
        {
            [var one] => one,
            [] => throw new ArgumentException(
                $"{transformer.GetType().Name} is no text model, and has none in it: give a {nameof(PretrainedTextTransformer)}, a {nameof(TextModelTransformer)}, or a chain with one.", parameter),
            var several => throw new ArgumentException($"There are {several.Count} text models in the chain: give the one that is meant by itself.", parameter),
        };
    }

    public TextModel Create(IReadOnlyList<string> labels, HeadKind head, int maxTokens, int seed)
    {
        var source = CompressedModelDecoder.Decode(Model);
        source.NewTensors = IsHeadLearnt ? [] : [.. source.Head.Parameters.Select(parameter => parameter.Name)];
        return TextModelFactory.Create(source, labels, maxTokens, seed, head);
    }

    private static IEnumerable<FittedModel> In(ITransformer transformer) => transformer switch
    {
        TextModelTransformer model => [new FittedModel(model.Model, IsHeadLearnt: true)],
        PretrainedTextTransformer model => [new FittedModel(model.Model, model.IsMaskedLanguageModel)],
        _ => MicrosoftMLInternals.LinksOf(transformer)?.SelectMany(link => In(link.Transformer)) ?? [],
    };
}
