using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>How many units of a kind are removed. Equal by value.</summary>
public sealed record PruningTarget : IOptionParts
{
    /// <param name="unit">The kind.</param>
    /// <param name="sparsity">The share of them, from 0 to 1, 1 itself excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public PruningTarget(PruningUnit unit, double sparsity)
    {
        ArgumentNullException.ThrowIfNull(unit);
        (Unit, Sparsity) = (unit, sparsity is >= 0 and < 1 ? sparsity : throw new ArgumentOutOfRangeException(
            nameof(sparsity), sparsity, "The sparsity is the share of units to remove, from 0 to 1, 1 itself excluded: 75 % is 0.75."));
    }

    /// <summary>The kind.</summary>
    public PruningUnit Unit { get; }

    /// <summary>The share of them that is removed.</summary>
    public double Sparsity { get; private init; }

    /// <summary>What they are worth; null, the default, for the measure of the options.</summary>
    public PruningMeasure? Measure { get; init; }

    /// <summary>Among which the weakest are chosen; null, the default, for the ranking of the options.</summary>
    public PruningRanking? Ranking { get; init; }

    /// <summary>Another share of the same.</summary>
    internal PruningTarget WithSparsity(double sparsity) => this with { Sparsity = sparsity };

    /// <summary>Who competes, for what.</summary>
    /// <param name="usual">The ranking where this has none of its own.</param>
    internal Competition CompetitionIn(PruningRanking usual) => Unit.CompetitionIn(Ranking ?? usual);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Sparsity:P0} of the {Unit}{(Measure is null ? "" : $" by {Measure}")}{(Ranking is null ? "" : $", {Ranking}")}");
}
