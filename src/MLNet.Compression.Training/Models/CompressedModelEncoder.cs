using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Models;

/// <summary>From a trainable model to the form that files hold and scorers read.</summary>
internal static class CompressedModelEncoder
{
    private static readonly BlockShape[] _blocks = [BlockShape.Kernel, new(8, 4), BlockShape.Fine, BlockShape.Unstructured];

    /// <summary>Encodes every matrix in the smallest way its zeros allow: dense, by kept blocks of 16 x 4, 8 x 4 or 4 x 4, or by kept weights.</summary>
    /// <param name="model">The trained model.</param>
    /// <param name="format">
    /// The number format of the weights of matrices and tables; one that a parametrisation rounds is stored as the forward pass sees it,
    /// without loss. Biases and layer norms are fp32, or fp16 where all of them are rounded so.
    /// </param>
    /// <exception cref="ArgumentException">The model skips layers, or leaves out hidden features.</exception>
    public static CompressedModel Encode(TextModel model, ValueFormat format)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(format);
        if (model.LeavesOut)
        {
            throw new ArgumentException("The model skips layers, or leaves out hidden features, which no file can say: cut them out first.", nameof(model));
        }

        var attentions = model.Encoder.Attentions.ToDictionary(attention => attention, attention => Encode(attention, format));
        var feedForwards = model.Encoder.FeedForwards.ToDictionary(feedForward => feedForward, feedForward => Encode(feedForward, format));
        return new CompressedModel(
            model.Shape,
            Encode(model.Encoder.Embeddings, format),
            [.. model.Encoder.Layers.Select(layer => new LayerWeights(attentions[layer.Attention], feedForwards[layer.FeedForward]))],
            model.Head.Pooler is { } pooler ? Encode(pooler, format) : null,
            model.Head.Classifier is { } classifier ? Encode(classifier, format) : null,
            model.Labels,
            model.Tokenizer.Vocabulary,
            model.Tokenizer.Options,
            model.MaxTokens,
            model.HeadKind,
            model.Head.Decoder is { } decoder ? new LanguageModelWeights(Encode(decoder.Norm), Encode(decoder.Bias)) : null,
            model.Tokenizer.Subwords,
            HasHalfVectors(model));
    }

    private static EmbeddingWeights Encode(BertEmbeddings embeddings, ValueFormat format) => new(
        Encode(embeddings.Words, format),
        embeddings.Positions is { } positions ? Encode(positions, format) : null,
        embeddings.TokenTypes is { } types ? Encode(types, format) : null,
        embeddings.Norm is { } norm ? Encode(norm) : null,
        embeddings.Projection is { } projection ? Encode(projection, format) : null);

    private static AttentionWeights Encode(BertAttention attention, ValueFormat format) =>
        new(Encode(attention.QueryKeyValue, format), Encode(attention.Output, format), Encode(attention.Norm));

    private static FeedForwardWeights Encode(BertFeedForward feedForward, ValueFormat format) =>
        new(Encode(feedForward.Intermediate, format), Encode(feedForward.Output, format), Encode(feedForward.Norm));

    private static LayerNormWeights Encode(LayerNorm norm) => new(Encode(norm.Scale), Encode(norm.Shift));

    private static LinearWeights Encode(Linear linear, ValueFormat format) => new(
        Encode(linear.Weight, format), Encode(linear.Bias), linear.InputParametrization?.InputClip ?? default);

    /// <summary>A bias, or the scales or shifts of a norm.</summary>
    private static float[] Encode(Parameter vector) => vector.ToStore().Values;

    private static bool HasHalfVectors(TextModel model) => model.Vectors.All(vector => vector.ToStore().Format == ValueFormat.Float16);

    /// <summary>Encodes one matrix or table: see <see cref="Encode(TextModel, ValueFormat)"/>.</summary>
    public static WeightMatrix Encode(Parameter weight, ValueFormat format)
    {
        if (weight.Count == 0)
        {
            return new EmptyMatrix(weight.Rows, weight.Columns);
        }

        var (values, ownFormat) = weight.ToStore();
        return SmallestOf(values, weight.Rows, weight.Columns, ownFormat ?? format)
            ?? DenseMatrix.Encode(values, weight.Rows, weight.Columns);
    }

    /// <summary>Null if the format does not hold the weights.</summary>
    private static WeightMatrix? SmallestOf(float[] values, int rows, int columns, ValueFormat format)
    {
        var smallest = format.TryEncodeDense(values, rows, columns);
        if (values.AsSpan().Contains(0f))
        {
            foreach (var block in _blocks)
            {
                var sparse = BlockSparseMatrix.TryEncode(values, rows, columns, block.Outputs, block.Inputs, format);
                smallest = smallest is null || sparse?.SizeInBytes < smallest.SizeInBytes ? sparse ?? smallest : smallest;
            }
        }

        return smallest;
    }
}
