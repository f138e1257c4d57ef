namespace MLNet.Compression.Training.Resuming;

/// <summary>Makes <see cref="ValueList{T}"/>s of collection expressions.</summary>
internal static class ValueLists
{
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
