using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Kernels.Activations;

/// <summary>An activation function as a training step meets it: at the end of a linear layer's product, and before that layer's gradients.</summary>
internal abstract class LayerActivation
{
    /// <summary>z = x Wᵀ + bias and y = f(z), tile by tile.</summary>
    /// <param name="x">[rows x inputs].</param>
    /// <param name="weight">W [outputs x inputs].</param>
    /// <param name="bias">[outputs].</param>
    /// <param name="z">[rows x outputs], overwritten; the backward pass wants it.</param>
    /// <param name="y">[rows x outputs], overwritten.</param>
    /// <param name="pool">The threads to use.</param>
    public abstract void Forward(MatrixView x, MatrixView weight, ReadOnlySpan<float> bias, MatrixView z, MatrixView y, WorkerPool pool);

    /// <summary>dz = dy f'(z), and dbias += Σ_rows dz, with the same bits for any number of threads.</summary>
    /// <param name="z">Of the forward pass.</param>
    /// <param name="gradient">dy, and then dz.</param>
    /// <param name="dbias">[outputs], added to; empty if not wanted.</param>
    /// <param name="pool">The threads to use.</param>
    public abstract void Backward(MatrixView z, MatrixView gradient, Span<float> dbias, WorkerPool pool);
}
