using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Elementwise;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>The hyperbolic tangent.</summary>
internal static class TanhKernel
{
    /// <summary>y = tanh x. <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y, WorkerPool pool) =>
        ElementwiseDriver.Map(x, y, default(TanhForward), pool);

    /// <summary>dx = dy (1 - y²). <paramref name="dx"/> may be <paramref name="dy"/>.</summary>
    /// <param name="y">What the forward pass gave.</param>
    /// <param name="dy">The gradient of y.</param>
    /// <param name="dx">The gradient of x, overwritten.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, WorkerPool pool) =>
        ElementwiseDriver.Map(y, dy, dx, default(TanhBackward), pool);
}
