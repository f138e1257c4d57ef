namespace Microsoft.ML.Data;

public sealed class KeyCount
{
    public ulong? Count;

    /// <summary>As many keys as the underlying type can hold.</summary>
    public KeyCount()
    {
    }

    public KeyCount(ulong count)
    {
        if (count == 0)
            throw new ArgumentOutOfRangeException(nameof(count), "The cardinality of valid values of a key column has to be strictly positive.");

        Count = count;
    }
}
