using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Importance;

/// <summary>A classifier of single texts in double precision, with a gate at one unit.</summary>
internal sealed class GatedClassifier(TextModel model)
{
    private readonly int _width = model.Shape.HiddenSize;
    private GatedUnit? _unit;
    private double _gate = 1;

    /// <summary>The derivative of the mean cross-entropy of all rows of a batch with respect to the gate, at 1.</summary>
    public double Slope(GatedUnit unit, TokenBatch batch, IReadOnlyList<int> classes)
    {
        _unit = unit;
        return FiniteDifferences.Of([[1.0]], 0, gate =>
        {
            _gate = gate[0][0];
            return Enumerable.Range(0, batch.SequenceCount).Average(row => Loss(batch.Ids[batch.SequenceStarts[row]..batch.SequenceStarts[row + 1]].ToArray(), classes[row]));
        })[0];
    }

    private double Loss(int[] ids, int label)
    {
        var hidden = Embed(ids);
        for (var layer = 0; layer < model.Encoder.Layers.Count; layer++)
        {
            hidden = RunLayer(model.Encoder.Layers[layer], layer, hidden);
        }

        var pooled = Array.ConvertAll(Apply(model.Head.Pooler!, hidden[.._width]), Math.Tanh);
        return -Math.Log(Equations.Softmax(Apply(model.Head.Classifier!, pooled))[label]);
    }

    private double[] Embed(int[] ids)
    {
        var embeddings = model.Encoder.Embeddings;
        double[] sums = [.. ids.SelectMany((id, position) => Enumerable.Range(0, _width).Select(feature =>
            (double)embeddings.Words.Value.RowSpan(id)[feature] + embeddings.Positions!.Value.RowSpan(position)[feature] + embeddings.TokenTypes!.ValueSpan[feature]))];
        return Normalize(embeddings.Norm!, sums, place: 0);
    }

    private double[] RunLayer(BertLayer layer, int index, double[] input)
    {
        var attended = Apply(layer.AttentionOutput, Attend(Apply(layer.QueryKeyValue, input), index, input.Length / _width));
        var middle = Normalize(layer.AttentionNorm, Add(attended, input), (2 * index) + 1);
        var incoming = Gate(GateKind.Incoming, index, Apply(layer.Intermediate, middle), model.Shape.Layers[index].FeedForwardSize);
        var activated = Gate(GateKind.Outgoing, index, Array.ConvertAll(incoming, Equations.Gelu), model.Shape.Layers[index].FeedForwardSize);
        return Normalize(layer.OutputNorm, Add(Apply(layer.Output, activated), middle), (2 * index) + 2);
    }

    private double[] Attend(double[] queryKeyValue, int layer, int tokens)
    {
        var (heads, size) = (model.Shape.Layers[layer].Heads, model.Shape.Layers[layer].HeadSize);
        var width = heads * size;
        Gate(GateKind.Query, layer, queryKeyValue, 3 * width);
        var context = new double[tokens * width];
        for (var head = 0; head < heads; head++)
        {
            var scores = Equations.Scores(queryKeyValue, 0, tokens, heads, head, size);
            for (var i = 0; i < tokens; i++)
            {
                var weights = Equations.Softmax(scores.AsSpan(i * tokens, tokens));
                for (var feature = head * size; feature < (head + 1) * size; feature++)
                {
                    context[(i * width) + feature] = Enumerable.Range(0, tokens).Sum(j => weights[j] * queryKeyValue[(j * 3 * width) + (2 * width) + feature]);
                }
            }
        }

        Gate(GateKind.Passing, layer, context, width);
        return Gate(GateKind.Head, layer, context, width, size);
    }

    private double[] Normalize(LayerNorm norm, double[] values, int place) =>
        Gate(GateKind.Feature, place, Equations.LayerNorm(values, Doubles(norm.Scale), Doubles(norm.Shift), model.Shape.LayerNormEpsilon), _width);

    /// <summary>Multiplies, in place, the columns of the unit by the gate.</summary>
    private double[] Gate(GateKind kind, int place, double[] values, int columns, int columnsOfUnit = 1)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= _unit == new GatedUnit(kind, place, i % columns / columnsOfUnit) ? _gate : 1;
        }

        return values;
    }

    private static double[] Apply(Linear linear, double[] x) => Equations.Linear(x, Doubles(linear.Weight), Doubles(linear.Bias), linear.Weight.Columns);

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double[] Doubles(Parameter parameter) => Array.ConvertAll(parameter.ValueSpan.ToArray(), value => (double)value);
}
