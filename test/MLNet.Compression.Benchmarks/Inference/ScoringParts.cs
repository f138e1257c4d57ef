using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>Times the parts of a forward pass of one text, each by itself through all layers.</summary>
/// <remarks>As in a pass, tokens go through linear layers and norms a few at a time, and the last layer finishes one token alone.</remarks>
internal sealed unsafe class ScoringParts : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly IntegerBuffer _integers = new();
    private readonly NativeBuffer _memory;
    private readonly CompressedModel _model;
    private readonly int _tokens;
    private readonly LinearLayer[] _queryKeyValue;
    private readonly LinearLayer[] _attentionOutput;
    private readonly LinearLayer[] _intermediate;
    private readonly LinearLayer[] _output;
    private readonly LayerNorm[] _norms;

    public ScoringParts(CompressedModel model, int tokens)
    {
        (_model, _tokens) = (model, tokens);
        var layers = model.Layers;
        _queryKeyValue = [.. layers.Select(l => new LinearLayer(l.Attention.QueryKeyValue))];
        _attentionOutput = [.. layers.Select(l => new LinearLayer(l.Attention.Output))];
        _output = [.. layers.Select(l => new LinearLayer(l.FeedForward.Output))];
        _intermediate = [.. layers.Select((l, i) => new LinearLayer(l.FeedForward.Intermediate, OutputOperators.Of(model.Shape.Activation, _output[i].InputFormat)))];
        _norms = [.. layers.Select(l => new LayerNorm(l.FeedForward.Norm, model.Shape.LayerNormEpsilon))];
        var widest = Math.Max(3 * model.Shape.HiddenSize, model.Shape.Layers.Max(l => l.FeedForwardSize));
        _memory = new NativeBuffer(2L * (tokens + 1) * widest);
        var random = new Random(1);
        foreach (ref var value in _memory.Span((int)_memory.Length))
        {
            value = (4 * random.NextSingle()) - 2;
        }
    }

    /// <summary>Milliseconds of each part, the best of some rounds.</summary>
    public IEnumerable<(string Part, double Milliseconds)> Measure(double seconds)
    {
        var (hidden, size, last) = (_model.Shape.HiddenSize, _model.Shape.Layers[0].FeedForwardSize, _queryKeyValue.Length - 1);
        yield return ("queries, keys and values", Best(seconds, () => Each(last, (i, rows) => Forward(_queryKeyValue[i], hidden, rows))));
        yield return ("attention", Best(seconds, Attend));
        yield return ("attention output", Best(seconds, () => Each(last, (i, rows) => Forward(_attentionOutput[i], hidden, rows))));
        yield return ("feed-forward, first, and GELU", Best(seconds, () => Each(last, (i, rows) => Forward(_intermediate[i], hidden, rows))));
        yield return ("feed-forward, second", Best(seconds, () => Each(last, (i, rows) => Forward(_output[i], size, rows))));
        yield return ("rounding of context and GELU", Best(seconds, () => Each(last, (_, rows) => Round(hidden, size, rows))));
        yield return ("residual, layer norm, rounding", Best(seconds, () => Each(2 * last, (i, rows) => Normalize(i / 2, rows))));
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _integers.Dispose();
        _memory.Dispose();
    }

    private static double Best(double seconds, Action action) => Turns.Repeat(seconds, action).Min();

    private void Each(int layers, Action<int, int> action)
    {
        for (var layer = 0; layer < layers; layer++)
        {
            foreach (var (_, count) in new TokenChunks(_tokens, Encoder.TokensAtOnce))
            {
                action(layer, count);
            }
        }
    }

    private void Forward(LinearLayer layer, int inputs, int rows)
    {
        var x = new LinearInput(View(0, rows, inputs), _integers.Rows(rows, inputs, layer.InputFormat));
        layer.Forward(x, View(1, rows, layer.Outputs));
    }

    private void Attend()
    {
        var shape = _model.Shape.Layers[0];
        for (var layer = 0; layer < _queryKeyValue.Length - 1; layer++)
        {
            SelfAttention.Forward(shape, View(0, _tokens, 3 * shape.AttentionSize), _queryKeyValue[layer].InputFormat.IsInteger, _workspace);
        }
    }

    private void Round(int hidden, int feedForward, int rows)
    {
        _ = _integers.Convert(View(0, rows, hidden), _attentionOutput[0].InputFormat);
        _ = _integers.Convert(View(0, rows, feedForward), _output[0].InputFormat);
    }

    private void Normalize(int layer, int rows)
    {
        var hidden = _model.Shape.HiddenSize;
        _ = _norms[layer].Forward(View(0, rows, hidden), View(1, rows, hidden), _integers.Rows(rows, hidden, _queryKeyValue[layer].InputFormat));
    }

    private MatrixView View(int half, int rows, int columns) =>
        new(_memory.Pointer + (half * _memory.Length / 2), rows, columns);
}
