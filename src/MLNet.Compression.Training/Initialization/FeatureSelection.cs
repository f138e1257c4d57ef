namespace MLNet.Compression.Training.Initialization;

/// <summary>Chooses the strongest of a teacher's features for a smaller student, kept in their order.</summary>
internal static class FeatureSelection
{
    /// <param name="importance">One value a feature.</param>
    /// <param name="count">How many to keep.</param>
    /// <returns>Feature numbers, ascending; null where there are fewer than <paramref name="count"/>.</returns>
    public static int[]? Strongest(ReadOnlySpan<double> importance, int count)
    {
        if (count > importance.Length)
        {
            return null;
        }

        var order = new int[importance.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var values = importance.ToArray();
        Array.Sort(order, (a, b) => values[a] != values[b] ? values[b].CompareTo(values[a]) : a.CompareTo(b));
        Array.Resize(ref order, count);
        Array.Sort(order);
        return order;
    }
}
