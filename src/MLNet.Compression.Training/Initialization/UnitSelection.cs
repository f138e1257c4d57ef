namespace MLNet.Compression.Training.Initialization;

/// <summary>For each unit of a student (a feature, a neuron, a row of a table) the teacher's unit that it is taken from.</summary>
internal static class UnitSelection
{
    /// <summary>A unit that the teacher has no counterpart of.</summary>
    public const int New = -1;

    /// <summary>The teacher's most valued units in their order; where the student has more, all of them and then new ones.</summary>
    /// <param name="scores">One value a unit of the teacher; of equal ones the first counts more.</param>
    /// <param name="count">The student's units.</param>
    public static int[] Strongest(ReadOnlySpan<double> scores, int count)
    {
        if (count >= scores.Length)
        {
            return Leading(scores.Length, count);
        }

        var values = scores.ToArray();
        int[] order = [.. Enumerable.Range(0, values.Length).OrderByDescending(unit => values[unit]).Take(count).Order()];
        return order;
    }

    /// <summary>The teacher's first units; where the student has more, all of them and then new ones.</summary>
    /// <param name="available">The teacher's units.</param>
    /// <param name="count">The student's.</param>
    public static int[] Leading(int available, int count) => [.. Enumerable.Range(0, count).Select(unit => unit < available ? unit : New)];

    /// <summary>The units of a part that begins at <paramref name="start"/>; new ones stay new.</summary>
    public static IEnumerable<int> Shifted(IEnumerable<int> units, int start) => units.Select(unit => unit == New ? New : unit + start);
}
