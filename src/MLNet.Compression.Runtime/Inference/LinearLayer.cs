using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Layouts;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>A linear layer ready to run: y = f(x Wᵀ + b).</summary>
internal sealed class LinearLayer
{
    private readonly LinearKernel _kernel;

    public LinearLayer(LinearWeights weights)
        : this(weights, OutputOperator.None)
    {
    }

    public LinearLayer(LinearWeights weights, OutputOperator f)
    {
        _kernel = MatrixLayouts.CreateKernel(weights.Weight, new LinearEnd(weights.Bias, f));
        InputFormat = _kernel.InputFormat.IsInteger ? _kernel.InputFormat with { Clip = weights.Clip } : _kernel.InputFormat;
    }

    public int Outputs => _kernel.Outputs;

    /// <summary>The form in which <see cref="Forward(LinearInput, MatrixView, int, int)"/> takes its input.</summary>
    public InputFormat InputFormat { get; }

    /// <summary>What multiplies, for tables and tests.</summary>
    public string KernelName => _kernel.Name;

    /// <summary>y = f(x Wᵀ + b), with x converted as the layer needs.</summary>
    public void Forward(MatrixView x, IntegerBuffer integers, MatrixView y) =>
        Forward(integers.Convert(x, InputFormat), y);

    /// <summary>y = f(x Wᵀ + b).</summary>
    public void Forward(LinearInput x, MatrixView y) => Forward(x, y, 0, Outputs);

    /// <summary>At least the outputs [<paramref name="first"/>, <paramref name="first"/> + <paramref name="count"/>) of y.</summary>
    public void Forward(LinearInput x, MatrixView y, int first, int count) => _kernel.Multiply(x, y, first, count);
}
