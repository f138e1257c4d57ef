namespace Microsoft.ML.Data;

public static class VBufferEditor
{
    /// <summary>Edits the values (and indices) the vector has, in place.</summary>
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination) =>
        new(destination.Length, destination.GetValues().Length, destination.ValuesArray, destination.IndicesArray, false, false, requireIndicesOnDense: false);

    /// <summary>Edits a vector of a new length, in the arrays of the old one where these are large enough.</summary>
    public static VBufferEditor<T> Create<T>(
        ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        var count = valuesCount ?? newLogicalLength;
        if (count < 0 || count > newLogicalLength)
            throw new ArgumentOutOfRangeException(nameof(valuesCount), count, $"0 to {newLogicalLength} expected.");
        var capacity = maxValuesCapacity ?? newLogicalLength;
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, count, nameof(maxValuesCapacity));

        var values = destination.ValuesArray;
        var createdValues = EnsureSize(ref values, count, capacity, keepOldOnResize);
        var indices = destination.IndicesArray;
        var needsIndices = requireIndicesOnDense || count < newLogicalLength;
        var createdIndices = needsIndices && EnsureSize(ref indices, count, capacity, keepOldOnResize);
        return new VBufferEditor<T>(newLogicalLength, count, values, indices, createdValues, createdIndices, requireIndicesOnDense);
    }

    private static bool EnsureSize<TItem>(ref TItem[] array, int needed, int capacity, bool keepOld)
    {
        var old = array?.Length ?? 0;
        if (old >= needed)
            return false;
        // Growing at least by half keeps repeated appends linear.
        var size = (int)Math.Min(Math.Max(needed, old + ((long)old / 2)), capacity);
        if (keepOld && array is not null)
            Array.Resize(ref array, size);
        else
            array = new TItem[size];
        return true;
    }
}
