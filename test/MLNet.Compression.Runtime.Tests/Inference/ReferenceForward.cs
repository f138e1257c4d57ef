using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>A model's forward pass in double precision on the decoded weights: plain loops, nothing shared with the library.</summary>
internal static class ReferenceForward
{
    public static double[] Logits(CompressedModel model, ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes)
    {
        var first = model.Shape.IsStatic ? Mean(model, ids) : Pooled(model.Shape.Pooler, States(model, ids, tokenTypes));
        if (model.Pooler is not null)
        {
            var pooled = Linear(model.Pooler, first);
            first = [.. pooled.Select(v => model.Shape.Pooler == PoolerKind.Tanh ? Math.Tanh(v) : Math.Max(v, 0))];
        }

        return Linear(model.Classifier!, first);
    }

    /// <summary>The vector of an embedding model.</summary>
    public static double[] Vector(CompressedModel model, ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes)
    {
        var read = model.Shape.IsStatic ? Mean(model, ids) : Pooled(model.Shape.Pooler, States(model, ids, tokenTypes));
        if (model.Pooler is not null)
        {
            read = [.. Linear(model.Pooler, read).Select(v => model.Shape.Pooler == PoolerKind.Tanh ? Math.Tanh(v) : Math.Max(v, 0))];
        }

        var vector = model.Classifier is null ? read : Linear(model.Classifier, read);
        var length = model.Head == HeadKind.UnitEmbedding ? Math.Sqrt(vector.Sum(v => v * v)) : 1;
        return [.. vector.Select(v => v / length)];
    }

    private static double[] Pooled(PoolerKind pooler, double[][] states) =>
        pooler == PoolerKind.Mean ? [.. states[0].Select((_, feature) => states.Average(state => state[feature]))] : states[0];

    /// <summary>The mean of a static model's vectors over all tokens but [PAD], [UNK], [CLS], [SEP] and [MASK], the first five pieces.</summary>
    public static double[] Mean(CompressedModel model, ReadOnlySpan<int> ids)
    {
        var (sum, count) = (new double[model.Shape.EmbeddingSize], 0);
        foreach (var id in ids)
        {
            if (id >= 5)
            {
                (sum, count) = (Add(sum, Row(model.Embeddings.Words, id)), count + 1);
            }
        }

        return [.. sum.Select(value => value / Math.Max(1, count))];
    }

    /// <summary>The last layer's output, a row a token.</summary>
    public static double[][] States(CompressedModel model, ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes)
    {
        var x = Embed(model, ids, tokenTypes);
        for (var i = 0; i < model.Layers.Count; i++)
        {
            x = Layer(model.Layers[i], model.Shape.Layers[i], model.Shape, x);
        }

        return x;
    }

    /// <summary>The outputs of a head that looks at tokens, a row a token.</summary>
    public static double[][] TokenLogits(CompressedModel model, ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes)
    {
        var outputs = States(model, ids, tokenTypes).Select(state => Linear(model.Classifier!, state));
        return model.LanguageModel is { } words
            ? [.. outputs.Select(row => Linear(new LinearWeights(model.Embeddings.Words, words.Bias), Norm(words.Norm, [.. row.Select(v => Activate(model.Shape.Activation, v))], model.Shape.LayerNormEpsilon)))]
            : [.. outputs];
    }

    public static double[] Softmax(double[] x)
    {
        var e = x.Select(v => Math.Exp(v - x.Max())).ToArray();
        return [.. e.Select(v => v / e.Sum())];
    }

    private static double[][] Embed(CompressedModel model, ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes)
    {
        var (weights, rows) = (model.Embeddings, new double[ids.Length][]);
        for (var i = 0; i < ids.Length; i++)
        {
            var sum = Row(weights.Words, ids[i]).Zip(Row(weights.Positions!, i), (a, b) => a + b);
            if (weights.TokenTypes is not null)
            {
                sum = sum.Zip(Row(weights.TokenTypes, tokenTypes[i]), (a, b) => a + b);
            }

            rows[i] = Norm(weights.Norm!, [.. sum], model.Shape.LayerNormEpsilon);
            rows[i] = weights.Projection is null ? rows[i] : Linear(weights.Projection, rows[i]);
        }

        return rows;
    }

    private static double[][] Layer(LayerWeights weights, LayerShape shape, BertShape model, double[][] x)
    {
        var context = Attention(shape, [.. x.Select(row => Linear(weights.Attention.QueryKeyValue, row))]);
        return
        [
            .. x.Select((row, i) =>
            {
                var middle = Norm(weights.Attention.Norm, Add(row, Linear(weights.Attention.Output, context[i])), model.LayerNormEpsilon);
                var wide = Linear(weights.FeedForward.Intermediate, middle).Select(v => Activate(model.Activation, v)).ToArray();
                return Norm(weights.FeedForward.Norm, Add(middle, Linear(weights.FeedForward.Output, wide)), model.LayerNormEpsilon);
            }),
        ];
    }

    private static double[][] Attention(LayerShape shape, double[][] projections)
    {
        var context = projections.Select(_ => new double[shape.AttentionSize]).ToArray();
        for (var head = 0; head < shape.Heads; head++)
        {
            var (q, k, v) = (head * shape.HeadSize, shape.AttentionSize + (head * shape.HeadSize), (2 * shape.AttentionSize) + (head * shape.HeadSize));
            for (var i = 0; i < projections.Length; i++)
            {
                var query = projections[i].AsSpan(q, shape.HeadSize).ToArray();
                var scores = projections.Select(p => query.Zip(p[k..(k + shape.HeadSize)], (a, b) => a * b).Sum() / Math.Sqrt(shape.HeadSize));
                var weights = Softmax([.. scores]);
                for (var feature = 0; feature < shape.HeadSize; feature++)
                {
                    context[i][q + feature] = projections.Select((p, j) => weights[j] * p[v + feature]).Sum();
                }
            }
        }

        return context;
    }

    private static double Activate(ActivationFunction function, double x) => function switch
    {
        ActivationFunction.Gelu => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
        ActivationFunction.GeluTanh => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        _ => Math.Max(x, 0),
    };

    /// <summary>The error function by its Maclaurin series, and by ±1 where they agree within 1e-15.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 5.8)
        {
            return Math.Sign(x);
        }

        var (term, sum) = (x, x);
        for (var n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return sum * 2 / Math.Sqrt(Math.PI);
    }

    private static double[] Linear(LinearWeights linear, double[] x)
    {
        var weights = new float[linear.Weight.Rows * linear.Weight.Columns];
        linear.Weight.Decode(weights);
        return
        [
            .. Enumerable.Range(0, linear.Weight.Rows).Select(row =>
            {
                double sum = linear.Bias?[row] ?? 0;
                for (var i = 0; i < x.Length; i++)
                {
                    sum += (double)weights[(row * x.Length) + i] * x[i];
                }

                return sum;
            }),
        ];
    }

    private static double[] Norm(LayerNormWeights weights, double[] x, double epsilon)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + epsilon);
        return [.. x.Select((v, i) => ((v - mean) / deviation * weights.Scale[i]) + weights.Shift[i])];
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double[] Row(WeightMatrix matrix, int row)
    {
        var values = new float[matrix.Columns];
        matrix.DecodeRow(row, values);
        return [.. values.Select(v => (double)v)];
    }
}
