using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Compressed models that between them use every encoding, shared layers, a projection, no layers and layers without heads or neurons, known ranges of inputs, every head and kind of tokenizer, and all that only some tokenizers have.</summary>
internal static class SampleModels
{
    public static IReadOnlyList<CompressedModel> Create(Workplace workplace) =>
    [
        Of("bert-sequence", CompressedModelBuilder.Float32),
        Of("bert-sequence", CompressedModelBuilder.Int8),
        Of("bert-sequence", Sparse(16, 4, ValueFormat.Int8)),
        Of("bert-regression", Sparse(5, 3, ValueFormat.Float32)),
        Of("distilbert", CompressedModelBuilder.Int8),
        WithoutLayers("bert-sequence"),
        WithAddedTokens("bert-sequence", new TokenizerOptions { TruncateLeft = true }),
        WithAddedTokens("bert-sequence", new TokenizerOptions { StripOtherMarks = true, CleanText = false, RecognizeSpecialTokens = true }),
        Of("bert-sequence", ProductWords(parts: 8, size: 12)),
        Of("bert-sequence", ProductWords(parts: 2, size: 300)),
        WithoutHalves("bert-sequence"),
        WithClips("bert-sequence"),
        Embedding("bert-sequence", PoolerKind.Mean, HeadKind.UnitEmbedding, hasDense: false),
        Embedding("bert-sequence", PoolerKind.Tanh, HeadKind.Embedding, hasDense: true),
        Of("bert-token", CompressedModelBuilder.Int8),
        Of("bert-qa", CompressedModelBuilder.Int8),
        Of("bert-masked-lm", CompressedModelBuilder.Int8),
        Random(TextTokenizer.Load(SubwordTokenizers.BytePairs(workplace)), HeadKind.MultiLabel),
        Random(TextTokenizer.Load(SubwordTokenizers.Unigrams(workplace)), HeadKind.Sequence),
    ];

    /// <summary>Random weights behind a tokenizer.</summary>
    private static CompressedModel Random(TextTokenizer tokenizer, HeadKind head)
    {
        var shape = BertShape.Uniform(tokenizer.Vocabulary.Count, layers: 1, hiddenSize: 8, heads: 2, feedForwardSize: 8) with { MaxPositions = 32, TokenTypes = 1 + tokenizer.Subwords.Template.SecondType };
        return CompressedModelEncoder.Encode(TextModelFactory.CreateRandom(shape, tokenizer, ["a", "b"], shape.MaxPositions, seed: 1, head), ValueFormat.Int8);
    }

    /// <summary>The model's encoder and, if so wished, its classifier as what gives vectors.</summary>
    private static CompressedModel Embedding(string model, PoolerKind pooling, HeadKind head, bool hasDense)
    {
        var whole = Of(model, CompressedModelBuilder.Int8);
        return new CompressedModel(
            whole.Shape with { Pooler = pooling },
            whole.Embeddings,
            whole.Layers,
            pooling == PoolerKind.Tanh ? whole.Pooler : null,
            hasDense ? whole.Classifier : null,
            [],
            whole.Vocabulary,
            whole.Tokenizer,
            whole.MaxTokens,
            head);
    }

    /// <summary>The model's word embeddings and classifier, with a hidden layer between.</summary>
    private static CompressedModel WithoutLayers(string model)
    {
        var whole = Of(model, CompressedModelBuilder.Int8);
        var (words, classifier) = (whole.Embeddings.Words, whole.Classifier!);
        return new CompressedModel(
            BertShape.Static(words.Rows, words.Columns, classifier.Weight.Columns) with { MaxPositions = whole.MaxTokens },
            new EmbeddingWeights(words, null, null, null, null),
            [],
            new LinearWeights(CompressedModelBuilder.Int8("hidden", Enumerable.Repeat(0.1f, classifier.Weight.Columns * words.Columns).ToArray(), classifier.Weight.Columns, words.Columns), null),
            classifier,
            whole.Labels,
            whole.Vocabulary,
            whole.Tokenizer,
            whole.MaxTokens);
    }

    /// <summary>The first layer has no heads, the others have no neurons.</summary>
    private static CompressedModel WithoutHalves(string model)
    {
        var whole = Of(model, CompressedModelBuilder.Int8);
        var (shape, hidden) = (whole.Shape, whole.Shape.HiddenSize);
        return new CompressedModel(
            shape with { Layers = [.. shape.Layers.Select((layer, i) => i == 0 ? layer with { Heads = 0 } : layer with { FeedForwardSize = 0 })] },
            whole.Embeddings,
            [.. whole.Layers.Select((layer, i) => i == 0
                ? layer with { Attention = new AttentionWeights(Empty(0, hidden), Empty(hidden, 0), layer.Attention.Norm) }
                : layer with { FeedForward = new FeedForwardWeights(Empty(0, hidden), Empty(hidden, 0), layer.FeedForward.Norm) })],
            whole.Pooler,
            whole.Classifier,
            whole.Labels,
            whole.Vocabulary,
            whole.Tokenizer,
            whole.MaxTokens);
    }

    /// <summary>The inputs of the output of each attention, and of the classifier, have a range that is known before.</summary>
    private static CompressedModel WithClips(string model)
    {
        var (whole, clip) = (Of(model, CompressedModelBuilder.Int8), new InputClip(0.05f, 50, 127));
        return new CompressedModel(
            whole.Shape,
            whole.Embeddings,
            [.. whole.Layers.Select(layer => layer with { Attention = layer.Attention with { Output = layer.Attention.Output with { Clip = clip } } })],
            whole.Pooler,
            whole.Classifier! with { Clip = new InputClip(0.2f, 8, 15) },
            whole.Labels,
            whole.Vocabulary,
            whole.Tokenizer,
            whole.MaxTokens);
    }

    private static LinearWeights Empty(int outputs, int inputs) => new(new EmptyMatrix(outputs, inputs), [.. Enumerable.Repeat(0.1f, outputs)]);

    /// <summary>The last pieces give their ids to added tokens; one piece is there twice, and a special token has another name.</summary>
    private static CompressedModel WithAddedTokens(string model, TokenizerOptions options)
    {
        const string Padding = "<pad>";
        var folder = GoldenModels.Folder(model);
        string[] pieces = [.. Vocabulary.Load(Path.Combine(folder, "vocab.txt")).Tokens];
        var kept = pieces.Length - 2;
        pieces[0] = Padding;
        pieces[kept - 1] = pieces[kept - 2];
        var extras = new VocabularyExtras
        {
            AddedTokens =
            [
                new AddedToken(pieces[5], 5, IsSpecial: false) { IsSingleWord = true },
                new AddedToken("<ent>", kept, IsSpecial: true) { StripsLeft = true, StripsRight = true },
                new AddedToken("caf\u00e9 x", kept + 1, IsSpecial: false) { IsNormalized = true },
            ],
            Names = SpecialTokenNames.Usual with { Padding = Padding },
        };
        var vocabulary = Vocabulary.TryCreate(pieces[..kept], out var fault, extras) ?? throw new InvalidOperationException(fault);
        return CompressedModelBuilder.FromCheckpoint(Checkpoint.Load(folder), vocabulary, options, CompressedModelBuilder.Int8);
    }

    private static CompressedModel Of(string model, MatrixEncoder encoder)
    {
        var folder = GoldenModels.Folder(model);
        return CompressedModelBuilder.FromCheckpoint(Checkpoint.Load(folder), Vocabulary.Load(Path.Combine(folder, "vocab.txt")), encoder: encoder);
    }

    /// <summary>Word embeddings put together of parts of some of them.</summary>
    private static MatrixEncoder ProductWords(int parts, int size) => (name, weights, rows, columns) =>
    {
        if (name != "embeddings.word_embeddings")
        {
            return Int8Matrix.Encode(weights, rows, columns);
        }

        var (features, codes, random) = (new float[columns * size], new ushort[rows * parts], new Random(size));
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = weights[(i % size % rows * columns) + (i / size)];
        }

        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = (ushort)random.Next(size);
        }

        return ProductMatrix.Of(ProductCodebooks.Of(Int8Matrix.Encode(features, columns, size), parts), codes);
    };

    private static MatrixEncoder Sparse(int blockRows, int blockColumns, ValueFormat format) => (_, weights, rows, columns) =>
    {
        var pruned = weights.ToArray();
        var random = new Random(rows + columns);
        for (var (row, kept) = (0, true); row < rows; row++)
        {
            kept = row % blockRows == 0 ? random.Next(3) == 0 : kept;
            pruned.AsSpan(row * columns, kept ? 0 : columns / 2).Clear();
        }

        return BlockSparseMatrix.Encode(pruned, rows, columns, blockRows, blockColumns, format);
    };
}
