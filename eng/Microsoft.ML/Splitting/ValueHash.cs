using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

/// <summary>Hashes of values that are the same in every process.</summary>
internal static class ValueHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static Func<T, ulong> Of<T>()
    {
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return (Func<T, ulong>)(object)new Func<ReadOnlyMemory<char>, ulong>(text => OfBytes(MemoryMarshal.AsBytes(text.Span)));
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            throw new NotSupportedException($"Values of {typeof(T)} can't be hashed.");

        return value => OfBytes(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>()));
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>FNV-1a.</summary>
    private static ulong OfBytes(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        foreach (var b in bytes)
            hash = (hash ^ b) * Prime;

        return hash;
    }
}
