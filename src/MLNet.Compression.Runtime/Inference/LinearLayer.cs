using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>A linear layer ready to multiply.</summary>
internal sealed class LinearLayer
{
    private readonly LinearKernel _kernel;
    private readonly float[]? _bias;

    public LinearLayer(LinearWeights weights)
    {
        _kernel = weights.Weight.CreateKernel();
        _bias = weights.Bias;
    }

    public int Outputs => _kernel.Outputs;

    /// <summary>The form in which <see cref="Forward(LinearInput, MatrixView, int, int)"/> takes its input.</summary>
    public InputFormat InputFormat => _kernel.InputFormat;

    /// <summary>y = x Wᵀ + b, with x converted as the layer needs.</summary>
    public void Forward(MatrixView x, IntegerBuffer integers, MatrixView y) =>
        Forward(integers.Convert(x, InputFormat), y, 0, Outputs);

    /// <summary>At least the outputs [<paramref name="first"/>, <paramref name="first"/> + <paramref name="count"/>) of y = x Wᵀ + b.</summary>
    public void Forward(LinearInput x, MatrixView y, int first, int count) => _kernel.Multiply(x, _bias, y, first, count);
}
