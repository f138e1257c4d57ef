using MLNet.Compression.Training.Tests.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>A BERT model in double precision, one sequence at a time, written for clarity.</summary>
/// <param name="shape">The encoder.</param>
/// <param name="weights">The values of its parameters by name.</param>
internal sealed class DoubleModel(BertShape shape, IReadOnlyDictionary<string, double[]> weights)
{
    /// <summary>The last hidden states [tokens x hidden size].</summary>
    /// <inheritdoc cref="Run"/>
    public double[] Encode(int[] ids, int[] types, Func<int, int, bool> sees) => Run(ids, types, sees).HiddenStates[^1];

    /// <summary>All that losses look at of one sequence.</summary>
    /// <param name="ids">The tokens of a sequence.</param>
    /// <param name="types">Their types.</param>
    /// <param name="sees">Whether the token that comes first looks at the one that comes second.</param>
    public DoubleOutputs Run(int[] ids, int[] types, Func<int, int, bool> sees)
    {
        var e = shape.EmbeddingSize;
        var sum = new double[ids.Length * e];
        for (var i = 0; i < sum.Length; i++)
        {
            var (token, feature) = (i / e, i % e);
            sum[i] = weights["embeddings.word_embeddings.weight"][(ids[token] * e) + feature]
                + weights["embeddings.position_embeddings.weight"][(token * e) + feature]
                + (shape.TokenTypes > 0 ? weights["embeddings.token_type_embeddings.weight"][(types[token] * e) + feature] : 0);
        }

        var outputs = new DoubleOutputs(Norm("embeddings.LayerNorm", sum));
        var x = shape.HasEmbeddingProjection ? Linear("embeddings.projection", outputs.Embeddings) : outputs.Embeddings;
        for (var layer = 0; layer < shape.Layers.Length; layer++)
        {
            x = AddLayer(outputs, x, layer, sees);
        }

        return outputs;
    }

    /// <summary>The logits of each row of states, of a head of its own weights: pooled where they have a pooler.</summary>
    public static double[] Logits(double[] states, IReadOnlyDictionary<string, double[]> head, int hiddenSize)
    {
        var read = head.TryGetValue("pooler.dense.weight", out var pooler)
            ? Array.ConvertAll(Equations.Linear(states, pooler, head["pooler.dense.bias"], hiddenSize), Math.Tanh)
            : states;
        return Equations.Linear(read, head["classifier.weight"], head["classifier.bias"], hiddenSize);
    }

    private double[] AddLayer(DoubleOutputs outputs, double[] x, int layer, Func<int, int, bool> sees)
    {
        var (attention, feedForward) = ($"encoder.layer.{shape.AttentionSource(layer)}.attention.", $"encoder.layer.{shape.FeedForwardSource(layer)}.");
        var (tokens, sizes) = (x.Length / shape.HiddenSize, shape.Layers[layer]);
        var queryKeyValue = sizes.Heads == 0 ? [] : Linear(attention + "self.query_key_value", x);
        var context = sizes.Heads == 0 ? Bias(attention + "output.dense", tokens) : Linear(attention + "output.dense", Attend(queryKeyValue, sizes, sees));
        var attended = Norm(attention + "output.LayerNorm", Sum(context, x));
        var transformed = sizes.FeedForwardSize == 0
            ? Bias(feedForward + "output.dense", tokens)
            : Linear(feedForward + "output.dense", Array.ConvertAll(Linear(feedForward + "intermediate.dense", attended), Equations.Gelu));
        outputs.QueryKeyValues.Add(queryKeyValue);
        outputs.HiddenStates.Add(Norm(feedForward + "output.LayerNorm", Sum(transformed, attended)));
        return outputs.HiddenStates[^1];
    }

    private static double[] Attend(double[] queryKeyValue, LayerShape layer, Func<int, int, bool> sees)
    {
        var (heads, d) = (layer.Heads, layer.HeadSize);
        var n = queryKeyValue.Length / (3 * heads * d);
        var context = new double[n * heads * d];
        for (var head = 0; head < heads; head++)
        {
            var scores = Equations.Scores(queryKeyValue, 0, n, heads, head, d);
            for (var query = 0; query < n; query++)
            {
                int[] seen = [.. Enumerable.Range(0, n).Where(key => sees(query, key))];
                var p = Equations.Softmax(seen.Select(key => scores[(query * n) + key]).ToArray());
                for (var i = 0; i < seen.Length * d; i++)
                {
                    context[(query * heads * d) + (head * d) + (i % d)] +=
                        p[i / d] * queryKeyValue[(seen[i / d] * 3 * heads * d) + (((2 * heads) + head) * d) + (i % d)];
                }
            }
        }

        return context;
    }

    private double[] Linear(string name, double[] x)
    {
        var bias = weights[name + ".bias"];
        return Equations.Linear(x, weights[name + ".weight"], bias, weights[name + ".weight"].Length / bias.Length);
    }

    private double[] Bias(string name, int rows) => [.. Enumerable.Repeat(weights[name + ".bias"], rows).SelectMany(bias => bias)];

    private double[] Norm(string name, double[] x) => Equations.LayerNorm(x, weights[name + ".weight"], weights[name + ".bias"], shape.LayerNormEpsilon);

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}
