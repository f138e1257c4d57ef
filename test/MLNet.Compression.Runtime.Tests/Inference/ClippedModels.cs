using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>Models of integers whose layers round their inputs to a range that is known before.</summary>
internal static class ClippedModels
{
    /// <summary>Each linear layer with a range of its own; some have none.</summary>
    public static CompressedModel Create(BertShape? shape = null, MatrixEncoder? encoder = null)
    {
        var number = 0;
        return With(TestModels.Create(encoder ?? CompressedModelBuilder.Int8, shape), () => ++number % 5 == 0 ? default : new InputClip(0.02f * number, 3 * number, number % 2 == 0 ? 15 + (3 * number) : 127));
    }

    /// <summary>The same model with ranges for its linear layers, in the order of the file.</summary>
    public static CompressedModel With(CompressedModel model, Func<InputClip> next)
    {
        var embeddings = model.Embeddings with { Projection = Clipped(model.Embeddings.Projection) };
        var layers = new List<LayerWeights>();
        foreach (var (i, layer) in model.Layers.Index())
        {
            var (attention, feedForward) = (model.Shape.AttentionSource(i), model.Shape.FeedForwardSource(i));
            layers.Add(new LayerWeights(
                attention < i ? layers[attention].Attention : layer.Attention with { QueryKeyValue = Clipped(layer.Attention.QueryKeyValue)!, Output = Clipped(layer.Attention.Output)! },
                feedForward < i ? layers[feedForward].FeedForward : layer.FeedForward with { Intermediate = Clipped(layer.FeedForward.Intermediate)!, Output = Clipped(layer.FeedForward.Output)! }));
        }

        return new CompressedModel(
            model.Shape, embeddings, layers, Clipped(model.Pooler), Clipped(model.Classifier)!, model.Labels, model.Vocabulary, model.Tokenizer, model.MaxTokens, model.Head, model.LanguageModel);

        LinearWeights? Clipped(LinearWeights? linear) => linear is null ? null : linear with { Clip = next() };
    }

    /// <summary>The ranges of all linear layers.</summary>
    public static InputClip[] ClipsOf(CompressedModel model)
    {
        IEnumerable<LinearWeights?> linears = [model.Embeddings.Projection, .. model.Layers.SelectMany(layer => layer.Linears), model.Pooler, model.Classifier];
        return [.. linears.OfType<LinearWeights>().Select(linear => linear.Clip)];
    }
}
