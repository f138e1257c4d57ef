using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Elementwise;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>The rectifier.</summary>
internal static class ReluKernel
{
    /// <summary>y = max(x, 0). <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y, WorkerPool pool) =>
        ElementwiseDriver.Map(x, y, default(ReluForward), pool);

    /// <summary>dx = dy where x is positive, else 0. <paramref name="dx"/> may be <paramref name="dy"/>.</summary>
    /// <param name="x">What the forward pass got.</param>
    /// <param name="dy">The gradient of y.</param>
    /// <param name="dx">The gradient of x, overwritten.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, WorkerPool pool) =>
        ElementwiseDriver.Map(x, dy, dx, default(ReluBackward), pool);
}
