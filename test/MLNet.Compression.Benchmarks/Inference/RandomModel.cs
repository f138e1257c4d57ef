using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>A classifier of a given shape with normally distributed weights, as trained ones are: only speed and size are measured.</summary>
/// <param name="preset">The shape.</param>
/// <param name="form">How the weights are compressed.</param>
/// <param name="vocabulary">The pieces; null for made-up ones.</param>
internal sealed class RandomModel(ModelPreset preset, ModelForm form, Vocabulary? vocabulary = null)
{
    /// <summary>Classes of the head.</summary>
    public const int Labels = 2;

    private const int BlockRows = 16;
    private const int BlockColumns = 4;
    private readonly Random _random = new(1);

    public CompressedModel Create()
    {
        var shape = preset.Shape;
        var hidden = shape.HiddenSize;
        var embeddings = new EmbeddingWeights(
            Whole(shape.VocabularySize, hidden), Whole(shape.MaxPositions, hidden), Whole(shape.TokenTypes, hidden), Norm(hidden), null);
        return new CompressedModel(
            shape,
            embeddings,
            [.. shape.Layers.Select(layer => Layer(hidden, layer))],
            new LinearWeights(Whole(hidden, hidden), Values(hidden)),
            new LinearWeights(Whole(Labels, hidden), Values(Labels)),
            ["negative", "positive"],
            vocabulary ?? MadeUp(shape.VocabularySize),
            new TokenizerOptions(),
            shape.MaxPositions);
    }

    private static Vocabulary MadeUp(int size) =>
        Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Enumerable.Range(5, size - 5).Select(i => $"piece{i}")]);

    private LayerWeights Layer(int hidden, LayerShape shape) => new(
        new AttentionWeights(Pruned(3 * shape.AttentionSize, hidden), Pruned(hidden, shape.AttentionSize), Norm(hidden)),
        new FeedForwardWeights(Pruned(shape.FeedForwardSize, hidden), Pruned(hidden, shape.FeedForwardSize), Norm(hidden)));

    private LinearWeights Pruned(int outputs, int inputs)
    {
        var weights = Values(outputs * inputs, 1 / Math.Sqrt(inputs));
        for (var block = 0; block < (outputs + BlockRows - 1) / BlockRows * (inputs / BlockColumns) && form.Sparsity > 0; block++)
        {
            if (_random.NextDouble() < form.Sparsity)
            {
                ClearBlock(weights, outputs, inputs, block);
            }
        }

        return new LinearWeights(
            form.Sparsity > 0 ? BlockSparseMatrix.Encode(weights, outputs, inputs, BlockRows, BlockColumns, form.Kept) : form.Encode(weights, outputs, inputs),
            Values(outputs, 0.1));
    }

    private static void ClearBlock(float[] weights, int outputs, int inputs, int block)
    {
        var (top, left) = (block / (inputs / BlockColumns) * BlockRows, block % (inputs / BlockColumns) * BlockColumns);
        for (var row = top; row < Math.Min(top + BlockRows, outputs); row++)
        {
            weights.AsSpan((row * inputs) + left, BlockColumns).Clear();
        }
    }

    private WeightMatrix Whole(int rows, int columns) => form.Encode(Values(rows * columns, 1 / Math.Sqrt(columns)), rows, columns);

    private LayerNormWeights Norm(int size) => new([.. Values(size, 0.1).Select(v => 1 + v)], Values(size, 0.1));

    private float[] Values(int count, double deviation = 1)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
        }

        return values;
    }
}
