using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Kernels.Elementwise;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>The two passes of an activation function.</summary>
/// <param name="Forward">y from x.</param>
/// <param name="Backward">dx from x and dy.</param>
internal sealed record ActivationKernel(ActivationKernel.ForwardPass Forward, ActivationKernel.BackwardPass Backward)
{
    private static readonly Dictionary<ActivationFunction, ActivationKernel> _kernels = new()
    {
        [ActivationFunction.Gelu] = new(GeluKernel.Forward, GeluKernel.Backward),
        [ActivationFunction.GeluTanh] = new(GeluTanhKernel.Forward, GeluTanhKernel.Backward),
        [ActivationFunction.Relu] = new(ReluKernel.Forward, ReluKernel.Backward),
    };

    public delegate void ForwardPass(ReadOnlySpan<float> x, Span<float> y, WorkerPool workers);

    public delegate void BackwardPass(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, WorkerPool workers);

    public static ActivationKernel Of(ActivationFunction function) => _kernels[function];
}
