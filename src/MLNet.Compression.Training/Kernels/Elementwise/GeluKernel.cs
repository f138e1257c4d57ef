using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>GELU with the exact error function (Hendrycks and Gimpel, 2016), within 4e-7 max(1, |y|) of the exact value.</summary>
internal static class GeluKernel
{
    /// <summary>y = x Φ(x), Φ the standard normal distribution. <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y, WorkerPool pool) =>
        ElementwiseDriver.Map(x, y, default(GeluForward), pool);

    /// <summary>dx = dy (Φ(x) + x φ(x)), φ the standard normal density. <paramref name="dx"/> may be <paramref name="dy"/>.</summary>
    /// <param name="x">What the forward pass got.</param>
    /// <param name="dy">The gradient of y.</param>
    /// <param name="dx">The gradient of x, overwritten.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, WorkerPool pool) =>
        ElementwiseDriver.Map(x, dy, dx, default(GeluBackward), pool);
}
