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

    /// <summary>The ramp in words.</summary>
    public abstract override string ToString();

    /// <summary>The share of removed units over the steps.</summary>
    /// <param name="sparsity">The last share.</param>
    /// <param name="beginShare">The share of the steps before the ramp.</param>
    /// <param name="endShare">The share of the steps after which the last share holds.</param>
    internal abstract Schedule Shares(double sparsity, double beginShare, double endShare);
}
