using System.Globalization;

namespace Microsoft.ML.Data;

public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public override string ToString() =>
        High.ToString("x16", CultureInfo.InvariantCulture) + Low.ToString("x16", CultureInfo.InvariantCulture);

    public int CompareTo(DataViewRowId other)
    {
        var high = High.CompareTo(other.High);
        return high != 0 ? high : Low.CompareTo(other.Low);
    }

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Low, High);

    /// <summary>An id derived from this one, for the second of two rows made out of one row.</summary>
    public DataViewRowId Fork() => Derive(0x9E3779B97F4A7C15UL, 0xD1B54A32D192ED03UL);

    /// <summary>The id of the next row derived from the same row.</summary>
    public DataViewRowId Next() => Derive(0x8CB92BA72F3D8DD7UL, 0xABC98388FB8FAC03UL);

    /// <summary>An id that depends on both ids and on their order.</summary>
    public DataViewRowId Combine(DataViewRowId other) =>
        other.Equals(default) ? this : Derive(Mix(other.Low) | 1, Mix(other.High ^ 0x2545F4914F6CDD1DUL));

    private DataViewRowId Derive(ulong first, ulong second)
    {
        var low = Mix(Low + first);
        var high = Mix(High ^ second ^ low);
        return new DataViewRowId(low + (high << 1), high);
    }

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
