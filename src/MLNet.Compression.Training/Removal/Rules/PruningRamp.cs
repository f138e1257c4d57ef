using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>How the share of removed units rises. Equal by value.</summary>
public abstract record PruningRamp : IOptionParts
{
    private protected PruningRamp()
    {
    }

    /// <summary>Fast at first, slow near the end (Zhu and Gupta 2017).</summary>
    public static PruningRamp Cubic { get; } = new CubicPruning();

    /// <summary>In a line.</summary>
    public static PruningRamp Linear { get; } = new LinearPruning();

    /// <summary>All at once, at the ramp's first step: what follows is recovery.</summary>
    public static PruningRamp OneShot { get; } = new IterativePruning(1);

    /// <summary>In equal parts, with training between them.</summary>
    /// <param name="times">The parts, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is not positive.</exception>
    public static PruningRamp Iterative(int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        return new IterativePruning(times);
    }

    /// <summary>
    /// By a threshold that rises from 0 (Narang et al. 2017, "Exploring sparsity" and "Block-sparse"): all goes that is worth less, so that what learns to
    /// be worth more stays. It ends at what the share to remove of the units was worth at most before anything went; then exactly that share goes.
    /// </summary>
    /// <remarks>The papers take <see cref="PruningMeasure.LargestWeight"/>, and let the share be whatever comes out. Goes with <c>PruningOptions.GroupLassoWeight</c>.</remarks>
    /// <param name="turn">The share of the ramp after which the threshold rises half as fast again.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="turn"/> is not between 0 and 1.</exception>
    public static PruningRamp Threshold(double turn = 0.5) => new ThresholdPruning(turn);

    /// <summary>The ramp in words.</summary>
    public abstract override string ToString();

    /// <summary>Whether <see cref="Shares"/> is, as a share of its end, what a unit must be worth to stay.</summary>
    internal virtual bool ByThreshold => false;

    /// <summary>The share of removed units over the steps.</summary>
    /// <param name="sparsity">The last share.</param>
    /// <param name="beginShare">The share of the steps before the ramp.</param>
    /// <param name="endShare">The share of the steps after which the last share holds.</param>
    internal abstract Schedule Shares(double sparsity, double beginShare, double endShare);
}
