namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>The largest of many values.</summary>
internal static class TopValues
{
    /// <summary>The places of the largest values, the largest first; of equal ones the lower place comes first.</summary>
    /// <param name="values">The values, without NaN.</param>
    /// <param name="most">How many places to give at most.</param>
    /// <param name="mayTake">Whether a place counts.</param>
    public static int[] Places(ReadOnlySpan<float> values, int most, Func<int, bool> mayTake)
    {
        var queue = new PriorityQueue<int, (float Value, int Place)>(most + 1, Comparer<(float Value, int Place)>.Create(CompareWorstFirst));
        for (var place = 0; place < values.Length; place++)
        {
            if ((queue.Count < most || values[place] > values[queue.Peek()]) && mayTake(place))
            {
                queue.Enqueue(place, (values[place], place));
                if (queue.Count > most)
                {
                    queue.Dequeue();
                }
            }
        }

        var places = new int[queue.Count];
        for (var i = places.Length - 1; i >= 0; i--)
        {
            places[i] = queue.Dequeue();
        }

        return places;
    }

    private static int CompareWorstFirst((float Value, int Place) a, (float Value, int Place) b)
    {
        var byValue = a.Value.CompareTo(b.Value);
        return byValue != 0 ? byValue : b.Place.CompareTo(a.Place);
    }
}
