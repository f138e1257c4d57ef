using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Weights that are all alike, for <see cref="KernelWarmUp"/>.</summary>
/// <param name="bits">Bits of an integer: 2, 4 or 8; else fp32.</param>
/// <param name="value">The number; not 0, as zeros would not be multiplied. 1 where fewer than 8 bits are asked for.</param>
/// <param name="inGroups">Whether integers of fewer than 8 bits have a scale for each group of columns, and not one for all.</param>
internal sealed class SmallWeights(int bits, byte value, bool inGroups = false)
{
    private const int GroupSize = 2 * GroupScales.SizeStep;

    public EmbeddingWeights Embeddings(BertShape shape) => new(
        Matrix(shape.VocabularySize, shape.EmbeddingSize),
        shape.IsStatic ? null : Matrix(shape.MaxPositions, shape.EmbeddingSize),
        shape.TokenTypes > 0 ? Matrix(shape.TokenTypes, shape.EmbeddingSize) : null,
        shape.IsStatic ? null : Norm(shape.EmbeddingSize),
        shape.HasEmbeddingProjection ? Linear(shape.HiddenSize, shape.EmbeddingSize) : null);

    public LayerWeights Layer(int hiddenSize, LayerShape layer) => new(
        new AttentionWeights(Linear(3 * layer.AttentionSize, hiddenSize), Linear(hiddenSize, layer.AttentionSize), Norm(hiddenSize)),
        new FeedForwardWeights(Linear(layer.FeedForwardSize, hiddenSize), Linear(hiddenSize, layer.FeedForwardSize), Norm(hiddenSize)));

    public LinearWeights Linear(int outputs, int inputs) => new(Matrix(outputs, inputs), new float[outputs]);

    private static LayerNormWeights Norm(int size) => new(new float[size], new float[size]);

    private WeightMatrix Matrix(int rows, int columns) => bits switch
    {
        8 => Int8Matrix.Filled(rows, columns, value),
        < 8 when inGroups => ValueFormat.IntegersInGroups(bits, GroupSize, Filled(rows * ((columns + GroupSize - 1) / GroupSize), 1)).EncodeDense(Filled(rows * columns, 1), rows, columns),
        < 8 => ValueFormat.Integers(bits, signed: true, [1]).EncodeDense(Filled(rows * columns, 1), rows, columns),
        _ => DenseMatrix.Encode(Filled(rows * columns, value), rows, columns),
    };

    private static float[] Filled(int count, float number) => [.. Enumerable.Repeat(number, count)];
}
