namespace MLNet.Compression.Training.States;

/// <summary>From the order of this machine's bytes to that of files, and back.</summary>
internal static class ByteOrder
{
    /// <summary>The bytes themselves on a little-endian machine, else a copy with each element turned round.</summary>
    public static ReadOnlySpan<byte> Swap(ReadOnlySpan<byte> bytes, int elementSize)
    {
        if (BitConverter.IsLittleEndian || elementSize == 1)
        {
            return bytes;
        }

        var swapped = bytes.ToArray();
        for (var start = 0; start < swapped.Length; start += elementSize)
        {
            swapped.AsSpan(start, elementSize).Reverse();
        }

        return swapped;
    }
}
