namespace MLNet.Compression.Training.Autograd;

/// <summary>One coarse step of the forward pass, with what its backward pass needs.</summary>
/// <remarks>The backward pass adds to the gradients of the inputs; it runs only where the output received a gradient.</remarks>
internal abstract class Operation
{
    /// <summary>What the forward pass made.</summary>
    public abstract Tensor Output { get; }

    /// <summary>Adds to the inputs' gradients what the output's gradient implies.</summary>
    public abstract void Backward(Tape tape);
}
