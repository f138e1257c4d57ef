using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Distilling.Replacing;

/// <summary>A classifier, at each of whose places two modules are blended, in double precision and plain loops.</summary>
internal sealed class HybridReference
{
    private readonly TextModel _model;
    private readonly IReadOnlyList<BertLayer[]> _groups;
    private readonly Dictionary<Parameter, int> _places = [];

    /// <param name="model">The successor.</param>
    /// <param name="groups">The predecessor's layers at each of its places.</param>
    public HybridReference(TextModel model, IReadOnlyList<BertLayer[]> groups)
    {
        (_model, _groups) = (model, groups);
        Parameters = [.. model.Parameters, .. groups.SelectMany(group => group.SelectMany(layer => layer.Parameters))];
        for (var i = 0; i < Parameters.Length; i++)
        {
            _places[Parameters[i]] = i;
        }
    }

    /// <summary>The weights, in the order of the values.</summary>
    public Parameter[] Parameters { get; }

    /// <summary>The weights as they are now.</summary>
    public double[][] Values() => [.. Parameters.Select(parameter => parameter.ValueSpan.ToArray().Select(value => (double)value).ToArray())];

    /// <summary>The mean cross-entropy with the labels.</summary>
    /// <param name="values">All weights.</param>
    /// <param name="batch">The sequences.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="shares">p at each place.</param>
    public double Loss(double[][] values, TokenBatch batch, IReadOnlyList<int> labels, double[] shares) => labels
        .Select((label, sequence) => -Math.Log(Equations.Softmax(Logits(values, batch, sequence, shares))[label]))
        .Average();

    private double[] Logits(double[][] values, TokenBatch batch, int sequence, double[] shares)
    {
        var x = Embed(values, batch, sequence);
        for (var place = 0; place < shares.Length; place++)
        {
            var predecessor = _groups[place].Aggregate(x, (hidden, layer) => Layer(values, layer, hidden));
            var successor = Layer(values, _model.Encoder.Layers[place], x);
            x = [.. successor.Zip(predecessor, (own, other) => (shares[place] * own) + ((1 - shares[place]) * other))];
        }

        var pooled = Apply(values, _model.Head.Pooler!, x[.._model.Shape.HiddenSize]).Select(Math.Tanh).ToArray();
        return Apply(values, _model.Head.Classifier!, pooled);
    }

    private double[] Embed(double[][] values, TokenBatch batch, int sequence)
    {
        var (embeddings, width) = (_model.Encoder.Embeddings, _model.Shape.HiddenSize);
        var (start, end) = (batch.SequenceStarts[sequence], batch.SequenceStarts[sequence + 1]);
        var sum = new double[(end - start) * width];
        for (var i = 0; i < sum.Length; i++)
        {
            var (token, feature) = (i / width, i % width);
            sum[i] = Of(values, embeddings.Words)[(batch.Ids[start + token] * width) + feature]
                + Of(values, embeddings.Positions!)[(token * width) + feature]
                + Of(values, embeddings.TokenTypes!)[(batch.TokenTypes[start + token] * width) + feature];
        }

        return Norm(values, embeddings.Norm!, sum);
    }

    private double[] Layer(double[][] values, BertLayer layer, double[] x)
    {
        var attended = Apply(values, layer.AttentionOutput, Attend(layer.Heads, Apply(values, layer.QueryKeyValue, x)));
        var middle = Norm(values, layer.AttentionNorm, Add(x, attended));
        var wide = Apply(values, layer.Intermediate, middle).Select(Equations.Gelu).ToArray();
        return Norm(values, layer.OutputNorm, Add(middle, Apply(values, layer.Output, wide)));
    }

    private double[] Attend(int heads, double[] projections)
    {
        var (width, size) = (_model.Shape.HiddenSize, _model.Shape.HiddenSize / heads);
        var n = projections.Length / (3 * width);
        var context = new double[n * width];
        for (var head = 0; head < heads; head++)
        {
            var scores = Equations.Scores(projections, 0, n, heads, head, size);
            for (var i = 0; i < n; i++)
            {
                var weights = Equations.Softmax(scores.AsSpan(i * n, n));
                for (var feature = head * size; feature < (head + 1) * size; feature++)
                {
                    context[(i * width) + feature] = weights.Select((weight, j) => weight * projections[(j * 3 * width) + (2 * width) + feature]).Sum();
                }
            }
        }

        return context;
    }

    private double[] Apply(double[][] values, Linear linear, double[] x) => Equations.Linear(x, Of(values, linear.Weight), Of(values, linear.Bias), linear.Weight.Columns);

    private double[] Norm(double[][] values, LayerNorm norm, double[] x) => Equations.LayerNorm(x, Of(values, norm.Scale), Of(values, norm.Shift), _model.Shape.LayerNormEpsilon);

    private double[] Of(double[][] values, Parameter parameter) => values[_places[parameter]];

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}
