using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights that are integers times a scale of their row, or of their group of a row's columns.</summary>
internal interface IStoredIntegers
{
    /// <summary>Between which two no integer lies outside; null if that is more than −127 to 127.</summary>
    (int Lowest, int Highest)? Range { get; }

    /// <summary>What they are multiplied by.</summary>
    IntegerScales Scales { get; }

    /// <summary>Where the integers lie since <see cref="MoveTo"/>; null before.</summary>
    IRowStore<sbyte>? Store { get; }

    /// <summary>Copies the integers of a whole row, zeros included [columns].</summary>
    void CopyIntegers(int row, Span<sbyte> columns);

    /// <summary>Has another place hold the integers, which must have been copied there; they are read from it from now on, and held once.</summary>
    void MoveTo(IRowStore<sbyte> store);
}
