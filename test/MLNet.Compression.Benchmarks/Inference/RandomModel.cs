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

    private readonly Random _random = new(1);

    public CompressedModel Create()
    {
        var shape = preset.Shape;
        var hidden = shape.HiddenSize;
        var embeddings = new EmbeddingWeights(
            Whole(shape.VocabularySize, shape.EmbeddingSize),
            shape.IsStatic ? null : Whole(shape.MaxPositions, hidden),
            shape.IsStatic ? null : Whole(shape.TokenTypes, hidden),
            shape.IsStatic ? null : Norm(hidden),
            Projection: null);
        return new CompressedModel(
            shape,
            embeddings,
            [.. shape.Layers.Select(layer => Layer(hidden, layer))],
            new LinearWeights(Whole(hidden, shape.StateSize), Values(hidden)),
            new LinearWeights(Whole(Labels, hidden), Values(Labels)),
            ["negative", "positive"],
            vocabulary ?? MadeUp(shape.VocabularySize),
            new TokenizerOptions(),
            shape.MaxPositions);
    }

    /// <summary>A matrix of some of whose blocks the weights are zero.</summary>
    public static WeightMatrix Pruned(ModelForm form, int outputs, int inputs, Random random)
    {
        var weights = Values(random, outputs * inputs, 1 / Math.Sqrt(inputs));
        for (var block = 0; block < (outputs + form.BlockOutputs - 1) / form.BlockOutputs * (inputs / ModelForm.BlockInputs) && form.Sparsity > 0; block++)
        {
            if (random.NextDouble() < form.Sparsity)
            {
                ClearBlock(form, weights, outputs, inputs, block);
            }
        }

        return form.Pruned(weights, outputs, inputs);
    }

    private static void ClearBlock(ModelForm form, float[] weights, int outputs, int inputs, int block)
    {
        var (row, column) = Math.DivRem(block, inputs / ModelForm.BlockInputs);
        for (var output = row * form.BlockOutputs; output < Math.Min((row + 1) * form.BlockOutputs, outputs); output++)
        {
            weights.AsSpan((output * inputs) + (column * ModelForm.BlockInputs), ModelForm.BlockInputs).Clear();
        }
    }

    private static Vocabulary MadeUp(int size) =>
        Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Enumerable.Range(5, size - 5).Select(i => $"piece{i}")]);

    private LayerWeights Layer(int hidden, LayerShape shape) => new(
        new AttentionWeights(Pruned(3 * shape.AttentionSize, hidden), Pruned(hidden, shape.AttentionSize), Norm(hidden)),
        new FeedForwardWeights(Pruned(shape.FeedForwardSize, hidden), Pruned(hidden, shape.FeedForwardSize), Norm(hidden)));

    private LinearWeights Pruned(int outputs, int inputs) => new(Pruned(form, outputs, inputs, _random), Values(outputs, 0.1));

    private WeightMatrix Whole(int rows, int columns) => form.Whole(Values(rows * columns, 1 / Math.Sqrt(columns)), rows, columns);

    private LayerNormWeights Norm(int size) => new([.. Values(size, 0.1).Select(v => 1 + v)], Values(size, 0.1));

    private float[] Values(int count, double deviation = 1) => Values(_random, count, deviation);

    private static float[] Values(Random random, int count, double deviation)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }
}
