using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Autograd;

/// <summary>What the forward pass sees instead of a raw weight; several stack, for instance a mask and then a quantiser.</summary>
internal abstract class Parametrization : IResumable
{
    /// <summary>What is learnt beside the weight, such as a step size.</summary>
    public virtual IEnumerable<Parameter> Parameters => [];

    /// <summary>The weight to compute with, recorded so that its gradient returns to <paramref name="weight"/>.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="weight">The raw weight, or what an earlier parametrisation made of it [outputs x inputs].</param>
    public abstract Tensor Apply(Tape tape, Tensor weight);

    /// <summary>As <see cref="Apply"/> for some rows of an embedding table: only for what treats rows one by one.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="rows">The rows [tokens x features].</param>
    /// <param name="numbers">Which rows of the table they are [tokens].</param>
    public virtual Tensor ApplyRows(Tape tape, Tensor rows, int[] numbers) => Apply(tape, rows);

    /// <summary>The format that stores what <see cref="Apply"/> makes of a weight outside training without loss; null where only fp32 does.</summary>
    /// <param name="weight">What <see cref="Apply"/> is given.</param>
    public virtual ValueFormat? StorageOf(Tensor weight) => null;

    /// <summary>Of one for the inputs of a layer, the range to which the scorer is to round them; none where that is each token's own, or it does not round.</summary>
    public virtual InputClip InputClip => default;

    /// <summary>Whether zeros that come out are weights that are removed, such as those of a mask.</summary>
    public virtual bool RemovesWeights => false;

    /// <summary>Whether what comes out has few bits, as the scorer makes it, which then computes coarsely an activation function right before.</summary>
    public virtual bool RoundsToFewBits => false;

    /// <summary>Whether the state changes in a forward pass such that a pass repeated after it comes out differently.</summary>
    public virtual bool ChangesInPass => false;

    /// <summary>Writes what it knows beside <see cref="Parameters"/>; most know nothing.</summary>
    public virtual void Save(StateWriter writer)
    {
    }

    /// <inheritdoc/>
    public virtual void Load(StateReader reader)
    {
    }
}
