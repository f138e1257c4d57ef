using System.Collections.Immutable;

namespace MLNet.Compression.Training.Slicing;

/// <summary>Which units of a kind are kept: their numbers, ascending.</summary>
internal static class UnitChoice
{
    public static ImmutableArray<int> All(int count) => [.. Enumerable.Range(0, count)];

    /// <summary>Some of the units that are kept so far.</summary>
    /// <param name="sofar">These.</param>
    /// <param name="kept">The chosen ones.</param>
    /// <param name="what">What they are, in messages.</param>
    /// <param name="fewest">How many there must be.</param>
    /// <exception cref="ArgumentException">They are too few, not ascending, or not among those kept so far.</exception>
    public static ImmutableArray<int> Of(ImmutableArray<int> sofar, IEnumerable<int> kept, string what, int fewest)
    {
        ImmutableArray<int> chosen = [.. kept];
        if (chosen.Length < fewest)
        {
            throw new ArgumentException($"Of the {what} none is kept, but there must be {fewest}.", nameof(kept));
        }

        for (var i = 0; i < chosen.Length; i++)
        {
            if (sofar.BinarySearch(chosen[i]) < 0)
            {
                throw new ArgumentException($"{chosen[i]} is none of the {sofar.Length} {what} that are kept so far.", nameof(kept));
            }

            if (i > 0 && chosen[i] <= chosen[i - 1])
            {
                throw new ArgumentException($"The {what} are not ascending: {chosen[i]} comes after {chosen[i - 1]}.", nameof(kept));
            }
        }

        return chosen;
    }
}
