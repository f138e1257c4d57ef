using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>What the forward pass sees instead of a raw weight; several stack, for instance a mask and then a quantiser.</summary>
internal abstract class Parametrization
{
    /// <summary>What is learnt beside the weight, such as a step size.</summary>
    public virtual IEnumerable<Parameter> Parameters => [];

    /// <summary>The weight to compute with, recorded so that its gradient returns to <paramref name="weight"/>.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="weight">The raw weight, or what an earlier parametrisation made of it [outputs x inputs].</param>
    public abstract Tensor Apply(Tape tape, Tensor weight);
}
