using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Runtime.Models;

/// <summary>Whether the parts of a model fit its shape.</summary>
internal static class CompressedModelChecks
{
    /// <summary>The largest hidden, embedding, attention and feed-forward size: no 32-bit accumulator of an int8 product overflows.</summary>
    public const int MaxFeatures = 65_536;

    /// <summary>Room for [CLS], a token and [SEP].</summary>
    private const int LeastMaxTokens = 3;

    public static void Check(CompressedModel model)
    {
        CheckShape(model.Shape);
        CheckEmbeddings(model.Shape, model.Embeddings);
        CheckLayers(model.Shape, model.Layers);
        CheckHead(model);
        CheckText(model);
        CheckHalves(model);
    }

    /// <summary>Whether sizes are in range and fit each other.</summary>
    public static void CheckShape(BertShape shape)
    {
        Require(shape.VocabularySize > 0, $"The vocabulary size is {shape.VocabularySize}.");
        Require(shape.HiddenSize is > 0 and <= MaxFeatures, $"The hidden size {shape.HiddenSize} is not in 1 to {MaxFeatures}.");
        Require(shape.EmbeddingSize is > 0 and <= MaxFeatures, $"The embedding size {shape.EmbeddingSize} is not in 1 to {MaxFeatures}.");
        Require(shape.MaxPositions > 0, $"The model has {shape.MaxPositions} positions.");
        Require(shape.TokenTypes >= 0, $"The model has {shape.TokenTypes} token types.");
        Require(shape.LayerNormEpsilon is > 0 and < 1, $"The layer norm epsilon {shape.LayerNormEpsilon} is not between 0 and 1.");
        Require(Enum.IsDefined(shape.Activation), $"The activation function {shape.Activation} is not known.");
        Require(Enum.IsDefined(shape.Pooler), $"The pooler {shape.Pooler} is not known.");
        CheckStatic(shape);
        CheckSharing(shape);
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            var layer = shape.Layers[i];
            Require(
                layer.Heads is >= 0 and <= MaxFeatures && layer.HeadSize is > 0 and <= MaxFeatures && (long)layer.Heads * layer.HeadSize <= MaxFeatures,
                $"Layer {i} has {layer.Heads} heads of {layer.HeadSize} features; a head must have 1 or more, and all together at most {MaxFeatures}.");
            Require(
                layer.FeedForwardSize is >= 0 and <= MaxFeatures,
                $"The feed-forward size {layer.FeedForwardSize} of layer {i} is not in 0 to {MaxFeatures}.");
        }
    }

    /// <summary>Whether each layer uses weights of its own, or of an earlier layer of its size that has some.</summary>
    public static void CheckSharing(BertShape shape)
    {
        CheckSources(shape, shape.AttentionOfLayer, "attention", (one, other) => one.Heads == other.Heads && one.HeadSize == other.HeadSize);
        CheckSources(shape, shape.FeedForwardOfLayer, "feed-forward network", (one, other) => one.FeedForwardSize == other.FeedForwardSize);
    }

    // No closures or queries: every file is read through here.
    private static void CheckSources(BertShape shape, ImmutableArray<int> sources, string half, Func<LayerShape, LayerShape, bool> fit)
    {
        if (sources.IsDefaultOrEmpty)
        {
            return;
        }

        Require(sources.Length == shape.Layers.Length, $"The {half} that each layer uses is given for {sources.Length} layers, not for {shape.Layers.Length}.");
        for (var i = 0; i < sources.Length; i++)
        {
            var source = sources[i];
            Require(
                source >= 0 && source <= i && sources[source] == source && fit(shape.Layers[source], shape.Layers[i]),
                $"Layer {i} cannot use the {half} of layer {source}: it must be itself or an earlier layer of the same sizes with one of its own.");
        }
    }

    private static void CheckStatic(BertShape shape)
    {
        Require(
            shape.IsStatic ? shape.Pooler is PoolerKind.Mean or PoolerKind.MeanRelu : shape.Pooler is not PoolerKind.MeanRelu,
            $"A model of {shape.Layers.Length} layers cannot have the pooler {shape.Pooler}: without layers there is a mean, with layers none through a layer.");
        Require(!shape.IsStatic || shape.TokenTypes == 0, $"A model without layers has {shape.TokenTypes} token types; it can have none.");
        Require(
            !shape.IsStatic || shape.Pooler != PoolerKind.Mean || shape.HiddenSize == shape.EmbeddingSize,
            $"The mean has {shape.EmbeddingSize} features, but the classifier reads {shape.HiddenSize}.");
    }

    private static void CheckEmbeddings(BertShape shape, EmbeddingWeights embeddings)
    {
        CheckMatrix(embeddings.Words, shape.VocabularySize, shape.EmbeddingSize, "word embedding");
        Require(
            embeddings.Positions is null == shape.IsStatic && embeddings.Norm is null == shape.IsStatic,
            $"A model of {shape.Layers.Length} layers {(shape.IsStatic ? "cannot have" : "needs")} position embeddings and a layer norm of the embeddings.");
        if (embeddings.Positions is not null)
        {
            CheckMatrix(embeddings.Positions, shape.MaxPositions, shape.EmbeddingSize, "position embedding");
        }

        Require(
            embeddings.TokenTypes is not null == shape.TokenTypes > 0,
            $"A model with {shape.TokenTypes} token types {(shape.TokenTypes > 0 ? "needs" : "cannot have")} an embedding of them.");
        if (embeddings.TokenTypes is not null)
        {
            CheckMatrix(embeddings.TokenTypes, shape.TokenTypes, shape.EmbeddingSize, "token type embedding");
        }

        if (!shape.IsStatic)
        {
            CheckNorm(embeddings.Norm, shape.EmbeddingSize, "the embeddings");
        }

        Require(
            embeddings.Projection is not null == shape.HasEmbeddingProjection,
            $"Embeddings of {shape.EmbeddingSize} features in a model of {shape.HiddenSize} {(shape.HasEmbeddingProjection ? "need a" : "have no")} projection.");
        if (embeddings.Projection is not null)
        {
            CheckLinear(embeddings.Projection, shape.HiddenSize, shape.EmbeddingSize, "embedding projection");
        }
    }

    private static void CheckLayers(BertShape shape, IReadOnlyList<LayerWeights> layers)
    {
        Require(layers.Count == shape.Layers.Length, $"{layers.Count} layers of weights for a shape of {shape.Layers.Length} layers.");
        for (var i = 0; i < layers.Count; i++)
        {
            var (layer, sizes) = (layers[i], shape.Layers[i]);
            Require(layer?.Attention is not null && layer.FeedForward is not null, $"Layer {i}, or a half of it, is null.");
            var (attention, feedForward) = (layers[shape.AttentionSource(i)].Attention, layers[shape.FeedForwardSource(i)].FeedForward);
            Require(
                ReferenceEquals(layer!.Attention, attention) && ReferenceEquals(layer.FeedForward, feedForward),
                $"Layer {i} shares weights of layer {shape.AttentionSource(i)} or {shape.FeedForwardSource(i)}, so they must be the same object.");
            CheckLinear(attention.QueryKeyValue, 3 * sizes.AttentionSize, shape.HiddenSize, $"layer {i} query, key and value");
            CheckLinear(attention.Output, shape.HiddenSize, sizes.AttentionSize, $"layer {i} attention output");
            CheckNorm(attention.Norm, shape.HiddenSize, $"layer {i} attention");
            CheckLinear(feedForward.Intermediate, sizes.FeedForwardSize, shape.HiddenSize, $"layer {i} intermediate");
            CheckLinear(feedForward.Output, shape.HiddenSize, sizes.FeedForwardSize, $"layer {i} output");
            CheckNorm(feedForward.Norm, shape.HiddenSize, $"layer {i} output");
        }
    }

    private static void CheckHead(CompressedModel model)
    {
        var hidden = model.Shape.HiddenSize;
        Require(
            model.Pooler is not null == model.Shape.HasPooler,
            $"A model with the pooler {model.Shape.Pooler} {(model.Pooler is null ? "needs" : "cannot have")} weights of it.");
        if (model.Pooler is not null)
        {
            CheckLinear(model.Pooler, hidden, model.Shape.StateSize, "pooler");
        }

        var definition = HeadDefinition.Of(model.Head);
        CheckClassifier(model, definition);
        Require(
            definition.ReadsFirstToken || model.Pooler is null, $"A model for {definition.Name} reads all tokens and cannot have a pooler.");
        Require(
            definition.ReadsFirstToken || !model.Shape.IsStatic, $"A model for {definition.Name} reads all tokens and cannot be one without layers.");
        Require(
            model.Labels.Count == (definition.NamesOutputs ? model.Outputs : 0),
            $"{model.Labels.Count} labels for a head for {definition.Name} of {model.Outputs} outputs.");
        Require(!model.Labels.Contains(null), "A label is null.");
        CheckLanguageModel(model, definition);
    }

    private static void CheckClassifier(CompressedModel model, HeadDefinition definition)
    {
        Require(model.Classifier is not null || definition.IsEmbedding, $"A model for {definition.Name} needs a classifier.");
        Require(
            definition.ReadsFirstToken || model.Shape.Pooler != PoolerKind.Mean,
            $"A model for {definition.Name} reads all tokens and cannot read the mean over them.");
        if (model.Classifier is { } classifier)
        {
            Require(classifier.Weight is not null, "The classifier has no weights.");
            CheckLinear(classifier, definition.Outputs?.Invoke(model.Shape) ?? classifier.Weight!.Rows, model.Shape.HiddenSize, "classifier");
        }
    }

    private static void CheckLanguageModel(CompressedModel model, HeadDefinition definition)
    {
        Require(
            model.LanguageModel is not null == definition.DecodesWords,
            $"A head for {definition.Name} {(definition.DecodesWords ? "needs" : "cannot have")} a layer norm and a bias of the vocabulary.");
        if (model.LanguageModel is not null)
        {
            CheckNorm(model.LanguageModel.Norm, model.Shape.EmbeddingSize, "the head");
            CheckVector(model.LanguageModel.Bias, model.Shape.VocabularySize, "bias of the vocabulary");
        }
    }

    private static void CheckHalves(CompressedModel model)
    {
        if (!model.HasHalfVectors)
        {
            return;
        }

        foreach (var vector in VectorsOf(model))
        {
            foreach (var value in vector)
            {
                Require((float)(Half)value == value, $"A bias or layer norm has {value}, which fp16 does not hold.");
            }
        }
    }

    private static IEnumerable<float[]> VectorsOf(CompressedModel model)
    {
        IEnumerable<LayerNormWeights?> norms = [model.Embeddings.Norm, .. model.Layers.SelectMany(layer => new[] { layer.Attention.Norm, layer.FeedForward.Norm }), model.LanguageModel?.Norm];
        IEnumerable<LinearWeights?> linears = [model.Embeddings.Projection, .. model.Layers.SelectMany(layer => layer.Linears), model.Pooler, model.Classifier];
        return [.. norms.OfType<LayerNormWeights>().SelectMany(norm => new[] { norm.Scale, norm.Shift }), .. linears.Select(linear => linear?.Bias).Append(model.LanguageModel?.Bias).OfType<float[]>()];
    }

    private static void CheckText(CompressedModel model)
    {
        model.Subwords.Check(model.Vocabulary, model.Tokenizer);
        Require(
            model.Vocabulary.Count <= model.Shape.VocabularySize,
            $"A vocabulary of {model.Vocabulary.Count} pieces, but only {model.Shape.VocabularySize} word embeddings.");
        Require(
            model.MaxTokens >= LeastMaxTokens && model.MaxTokens <= model.Shape.MaxPositions,
            $"At most {model.MaxTokens} tokens a text; it must be {LeastMaxTokens} to {model.Shape.MaxPositions}, the positions of the model.");
    }

    private static void CheckLinear(LinearWeights linear, int outputs, int inputs, string what)
    {
        Require(linear is not null, $"The {what} layer is null.");
        CheckMatrix(linear!.Weight, outputs, inputs, what);
        Require(linear.Clip.IsInRange, $"The inputs of the {what} layer are clipped to {linear.Clip.Largest} steps of {linear.Clip.Scale} with 0 at step {linear.Clip.ZeroPoint}, which no kernel can.");
        Require(linear.Clip.IsNone || linear.Weight.Values is IStoredIntegers or IntegerSum, $"The inputs of the {what} layer are clipped to integers, but its weights are none.");
        if (linear.Bias is not null)
        {
            CheckVector(linear.Bias, outputs, $"{what} bias");
        }
    }

    private static void CheckMatrix(WeightMatrix matrix, int rows, int columns, string what)
    {
        Require(matrix is not null, $"The {what} matrix is null.");
        Require(
            matrix!.Rows == rows && matrix.Columns == columns,
            $"The {what} matrix is {matrix.Rows} x {matrix.Columns}; the shape asks for {rows} x {columns}.");
    }

    private static void CheckNorm(LayerNormWeights? norm, int size, string what)
    {
        Require(norm is not null, $"The layer norm of {what} is null.");
        CheckVector(norm!.Scale, size, $"scale of the layer norm of {what}");
        CheckVector(norm.Shift, size, $"shift of the layer norm of {what}");
    }

    private static void CheckVector(float[] vector, int length, string what)
    {
        Require(vector is not null && vector.Length == length, $"The {what} has {vector?.Length ?? 0} values; the shape asks for {length}.");
        Require(FiniteCheck.FirstNonFinite(vector) < 0, $"The {what} holds a value that is not finite.");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }

    private static void Require(bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] RefusalMessage message)
    {
        if (!condition)
        {
            throw new ArgumentException(message.ToString());
        }
    }
}
