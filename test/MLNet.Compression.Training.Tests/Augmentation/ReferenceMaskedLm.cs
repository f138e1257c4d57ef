using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Augmentation;

/// <summary>A masked-LM's logits for every token of one sequence, in double precision, token by token.</summary>
internal sealed class ReferenceMaskedLm(TextModel model)
{
    private readonly BertShape _shape = model.Shape;

    /// <returns>[tokens][vocabulary].</returns>
    public double[][] Logits(int[] ids, int[] types)
    {
        var embeddings = model.Encoder.Embeddings;
        var x = Norm(embeddings.Norm!, [.. ids.SelectMany((id, i) => Row(embeddings.Words, id)
            .Zip(Row(embeddings.Positions!, i), (a, b) => a + b)
            .Zip(Row(embeddings.TokenTypes!, types[i]), (a, b) => a + b))]);
        for (var i = 0; i < _shape.Layers.Length; i++)
        {
            x = Layer(model.Encoder.Layers[i], _shape.Layers[i], x, ids.Length);
        }

        var transformed = Norm(model.Head.Decoder!.Norm, [.. Linear(model.Head.Classifier!, x).Select(Equations.Gelu)]);
        var logits = Equations.Linear(transformed, Values(embeddings.Words), Values(model.Head.Decoder.Bias), _shape.EmbeddingSize);
        return [.. logits.Chunk(_shape.VocabularySize)];
    }

    private double[] Layer(BertLayer layer, LayerShape shape, double[] x, int n)
    {
        var projections = Linear(layer.QueryKeyValue, x);
        var context = new double[n * shape.AttentionSize];
        for (var head = 0; head < shape.Heads; head++)
        {
            var scores = Equations.Scores(projections, 0, n, shape.Heads, head, shape.HeadSize);
            for (var i = 0; i < n; i++)
            {
                var weights = Equations.Softmax(scores.AsSpan(i * n, n));
                for (var feature = 0; feature < shape.HeadSize; feature++)
                {
                    var value = (2 * shape.AttentionSize) + (head * shape.HeadSize) + feature;
                    context[(i * shape.AttentionSize) + (head * shape.HeadSize) + feature] = weights.Select((weight, j) => weight * projections[(j * 3 * shape.AttentionSize) + value]).Sum();
                }
            }
        }

        var middle = Norm(layer.AttentionNorm, Add(x, Linear(layer.AttentionOutput, context)));
        double[] wide = [.. Linear(layer.Intermediate, middle).Select(Equations.Gelu)];
        return Norm(layer.OutputNorm, Add(middle, Linear(layer.Output, wide)));
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double[] Linear(Linear linear, double[] x) => Equations.Linear(x, Values(linear.Weight), Values(linear.Bias), linear.Weight.Columns);

    private static double[] Row(Parameter table, int row) => [.. table.Value.RowSpan(row).ToArray().Select(value => (double)value)];

    private static double[] Values(Parameter parameter) => [.. parameter.ValueSpan.ToArray().Select(value => (double)value)];

    private double[] Norm(LayerNorm norm, double[] x) => Equations.LayerNorm(x, Values(norm.Scale), Values(norm.Shift), _shape.LayerNormEpsilon);
}
