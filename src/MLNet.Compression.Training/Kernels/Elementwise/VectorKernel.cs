using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>Linear algebra on vectors. Results may be written over an operand.</summary>
internal static class VectorKernel
{
    /// <summary>z = x + y.</summary>
    public static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z, WorkerPool pool) =>
        ElementwiseDriver.Map(x, y, z, default(Addition), pool);

    /// <summary>z = p x + (1 − p) y.</summary>
    public static void Blend(ReadOnlySpan<float> x, ReadOnlySpan<float> y, float share, Span<float> z, WorkerPool pool) =>
        ElementwiseDriver.Map(x, y, z, new Blending(share), pool);

    /// <summary>y = factor x.</summary>
    public static void Scale(ReadOnlySpan<float> x, float factor, Span<float> y, WorkerPool pool) =>
        ElementwiseDriver.Map(x, y, new Scaling(factor), pool);
}
