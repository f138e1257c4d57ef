using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>The feed-forward network of a transformer layer, ready to run.</summary>
internal sealed class FeedForwardLayer
{
    private readonly int _size;
    private readonly LinearLayer _intermediate;
    private readonly LinearLayer _output;
    private readonly LayerNorm _norm;

    public FeedForwardLayer(FeedForwardWeights weights, LayerShape shape, ActivationFunction activation, float epsilon)
    {
        _size = shape.FeedForwardSize;
        _output = new LinearLayer(weights.Output);
        _intermediate = new LinearLayer(weights.Intermediate, OutputOperators.Of(activation, _output.InputFormat));
        _norm = new LayerNorm(weights.Norm, epsilon);
    }

    /// <summary>The form in which the network takes its input.</summary>
    public InputFormat InputFormat => _intermediate.InputFormat;

    /// <summary>Both products, residual connection and norm.</summary>
    /// <param name="x">The input in both forms.</param>
    /// <param name="hidden">The input, overwritten by the output [tokens x hidden size].</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <param name="integers">Receives the output in integers.</param>
    /// <returns>The output in both forms.</returns>
    public LinearInput Forward(LinearInput x, MatrixView hidden, Workspace workspace, QuantizedRows integers)
    {
        var intermediate = workspace.Intermediate(hidden.Rows, _size);
        _intermediate.Forward(x, intermediate);
        var sums = workspace.Sums(hidden.Rows, hidden.Columns);
        _output.Forward(intermediate, workspace.Integers, sums);
        return _norm.Forward(hidden, sums, integers);
    }
}
