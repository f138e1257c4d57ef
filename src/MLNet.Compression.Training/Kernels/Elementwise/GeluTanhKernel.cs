using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Elementwise;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>The tanh approximation of GELU ("gelu_new").</summary>
internal static class GeluTanhKernel
{
    /// <summary>y = x (1 + tanh u) / 2, u = √(2/π) (x + 0.044715 x³). <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y, WorkerPool pool) =>
        ElementwiseDriver.Map(x, y, default(GeluTanhForward), pool);

    /// <summary>dx = dy times the derivative of the forward formula. <paramref name="dx"/> may be <paramref name="dy"/>.</summary>
    /// <param name="x">What the forward pass got.</param>
    /// <param name="dy">The gradient of y.</param>
    /// <param name="dx">The gradient of x, overwritten.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, WorkerPool pool) =>
        ElementwiseDriver.Map(x, dy, dx, default(GeluTanhBackward), pool);
}
