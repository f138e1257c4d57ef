namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>Where a mutation strikes.</summary>
internal static class Place
{
    /// <summary>An index, in half of the cases one of the first, where most formats say how the rest lies.</summary>
    public static int In(int length, Random random)
    {
        const int Head = 96;
        return random.Next(random.Next(2) == 0 ? Math.Min(length, Head) : length);
    }

    /// <summary>A stretch from such an index on, mostly short.</summary>
    public static (int Start, int Length) Stretch(int length, Random random)
    {
        const int Short = 24;
        var start = In(length, random);
        var most = random.Next(8) == 0 ? length - start : Math.Min(Short, length - start);
        return (start, 1 + random.Next(most));
    }
}
