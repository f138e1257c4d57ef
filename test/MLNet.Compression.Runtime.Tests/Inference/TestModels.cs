using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>Small models with random weights, and token batches for them.</summary>
internal static class TestModels
{
    public const int VocabularySize = 97;

    /// <summary>Sizes that are multiples of nothing, and layers that differ.</summary>
    public static BertShape Uneven { get; } = BertShape.Uniform(VocabularySize, layers: 3, hiddenSize: 30, heads: 3, feedForwardSize: 50) with
    {
        Layers = [new LayerShape(3, 10, 50), new LayerShape(1, 7, 21), new LayerShape(2, 10, 33)],
        MaxPositions = 40,
    };

    /// <summary>Layers without heads, without neurons, and without both.</summary>
    public static BertShape WithoutHalves { get; } = Uneven with
    {
        Layers = [new LayerShape(0, 10, 50), new LayerShape(3, 10, 0), new LayerShape(0, 10, 0), new LayerShape(2, 10, 33)],
    };

    /// <summary>Vectors of 30 features and a hidden layer of 22.</summary>
    public static BertShape Static { get; } = BertShape.Static(VocabularySize, dimensions: 30, hidden: 22) with { MaxPositions = 40 };

    public static CompressedModel Create(
        MatrixEncoder? encoder = null, BertShape? shape = null, int labels = 3, bool regression = false, int seed = 1)
    {
        var sizes = shape ?? Uneven;
        var source = new RandomWeights(encoder ?? CompressedModelBuilder.Float32, seed);
        var layers = new List<LayerWeights>();
        for (var i = 0; i < sizes.Layers.Length; i++)
        {
            var (own, attention, feedForward) = (source.Layer(sizes.HiddenSize, sizes.Layers[i], i), sizes.AttentionSource(i), sizes.FeedForwardSource(i));
            layers.Add(new LayerWeights(attention < i ? layers[attention].Attention : own.Attention, feedForward < i ? layers[feedForward].FeedForward : own.FeedForward));
        }

        return new CompressedModel(
            sizes,
            source.Embeddings(sizes),
            layers,
            sizes.HasPooler ? source.Linear("pooler.dense", sizes.HiddenSize, sizes.StateSize) : null,
            source.Linear("classifier", labels, sizes.HiddenSize),
            regression ? [] : [.. Enumerable.Range(0, labels).Select(i => $"class {i}")],
            Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Enumerable.Range(5, sizes.VocabularySize - 5).Select(i => $"piece{i}")]),
            new TokenizerOptions { StripAccents = false, MaxWordLength = 50 },
            sizes.MaxPositions,
            regression ? HeadKind.Regression : HeadKind.Sequence);
    }

    /// <summary>An embedding model of random weights.</summary>
    /// <param name="shape">Its shape, whose pooler says what it reads.</param>
    /// <param name="head">Its head.</param>
    /// <param name="dense">Outputs of its linear layer; null for none.</param>
    /// <param name="encoder">How its matrices are stored.</param>
    public static CompressedModel CreateEmbedding(BertShape shape, HeadKind head, int? dense = null, MatrixEncoder? encoder = null)
    {
        var model = Create(encoder, shape with { Pooler = shape.IsStatic || shape.Pooler != PoolerKind.Mean ? shape.Pooler : PoolerKind.None }, dense ?? 1);
        return new CompressedModel(
            shape, model.Embeddings, model.Layers, model.Pooler, dense is null ? null : model.Classifier, [], model.Vocabulary, model.Tokenizer, model.MaxTokens, head);
    }

    /// <summary>A model whose head looks at tokens.</summary>
    public static CompressedModel CreateFor(HeadKind head, MatrixEncoder? encoder = null, BertShape? shape = null)
    {
        var sizes = (shape ?? Uneven) with { Pooler = PoolerKind.None };
        var (body, source) = (Create(encoder, sizes), new RandomWeights(encoder ?? CompressedModelBuilder.Float32, seed: 2));
        var definition = HeadDefinition.Of(head);
        return new CompressedModel(
            sizes,
            body.Embeddings,
            body.Layers,
            pooler: null,
            source.Linear("classifier", definition.Outputs?.Invoke(sizes) ?? 3, sizes.HiddenSize),
            definition.NamesOutputs ? body.Labels : [],
            body.Vocabulary,
            body.Tokenizer,
            body.MaxTokens,
            head,
            definition.DecodesWords ? new LanguageModelWeights(source.Norm(sizes.EmbeddingSize), source.Values(sizes.VocabularySize, 0.3)) : null);
    }

    /// <summary>Sequences of the given lengths with random tokens.</summary>
    public static TokenBatch Batch(BertShape shape, int seed, params int[] lengths)
    {
        var random = new Random(seed);
        var batch = new TokenBatch();
        foreach (var length in lengths)
        {
            var ids = Enumerable.Range(0, length).Select(_ => random.Next(shape.VocabularySize)).ToArray();
            var types = Enumerable.Range(0, length).Select(_ => random.Next(Math.Max(1, shape.TokenTypes))).ToArray();
            batch.AddSequence(ids, types);
        }

        return batch;
    }

    /// <summary>Keeps about <paramref name="share"/> of the blocks of every matrix of a layer, and rounds the rest of the model too.</summary>
    public static MatrixEncoder BlockSparse(int blockRows, int blockColumns, double share, ValueFormat format) =>
        (name, weights, rows, columns) =>
        {
            if (!name.StartsWith("encoder.", StringComparison.Ordinal))
            {
                return Int8Matrix.Encode(weights, rows, columns);
            }

            var pruned = Prune(weights.ToArray(), rows, columns, blockRows, blockColumns, share);
            return BlockSparseMatrix.Encode(pruned, rows, columns, blockRows, blockColumns, format);
        };

    /// <summary>Sets random blocks to zero.</summary>
    public static float[] Prune(float[] weights, int rows, int columns, int blockRows, int blockColumns, double share)
    {
        var random = new Random(7);
        for (var top = 0; top < rows; top += blockRows)
        {
            for (var left = 0; left < columns; left += blockColumns)
            {
                if (random.NextDouble() >= share)
                {
                    for (var row = top; row < Math.Min(rows, top + blockRows); row++)
                    {
                        weights.AsSpan(row * columns, columns)[left..Math.Min(columns, left + blockColumns)].Clear();
                    }
                }
            }
        }

        return weights;
    }
}
