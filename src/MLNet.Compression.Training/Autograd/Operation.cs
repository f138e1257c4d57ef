namespace MLNet.Compression.Training.Autograd;

/// <summary>One coarse operation of the forward pass, with what its backward pass needs.</summary>
/// <remarks>The backward pass adds to the gradients of the inputs; it runs only where <see cref="HasGradient"/>.</remarks>
internal abstract class Operation
{
    /// <summary>What the forward pass made.</summary>
    public abstract Tensor Output { get; }

    /// <summary>Whether a gradient reached the operation: through its output, unless it has others beside.</summary>
    public virtual bool HasGradient => Output.HasGradient;

    /// <summary>Adds to the inputs' gradients what the output's gradient implies.</summary>
    public abstract void Backward(Tape tape);
}
