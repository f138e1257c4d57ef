using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>A random number per weight of a unit, always the same for a seed, so that what was removed stays removed.</summary>
/// <param name="groups">The units.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class ChanceScores(IReadOnlyList<UnitGroup> groups, ulong seed) : UnitMeasure(groups)
{
    /// <inheritdoc/>
    public override double[] ScoresOf(UnitGroup group)
    {
        var random = new SeededRandom(group.Name.Aggregate(seed, (value, letter) => SeededRandom.Combine(value, letter)), stream: 0);
        return [.. group.Sizes.Select(size => size * random.NextDouble())];
    }
}
