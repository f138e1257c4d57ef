using System.Buffers.Binary;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>The file of a compressed model, taken apart into its sections and put together again with lengths and checksums right.</summary>
internal static class CompressedModelParts
{
    private const int TableStart = 24;
    private const int EntryBytes = 16;
    private const int LengthPlace = 16;

    public static IReadOnlyList<FilePart> Split(byte[] file)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(12));
        var start = TableStart + (count * EntryBytes) + sizeof(uint);
        var parts = new List<FilePart> { FilePart.Binary(file.AsSpan(0, start - sizeof(uint))) };
        for (var i = 0; i < count; i++)
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(TableStart + (i * EntryBytes) + sizeof(uint)));
            parts.Add(FilePart.Binary(file.AsSpan(start, length)));
            start += length;
        }

        return parts;
    }

    /// <summary>The header and the sections as a file; the header's own mistakes stay.</summary>
    public static byte[] Join(IReadOnlyList<byte[]> parts, bool headerIsWhole)
    {
        byte[] header = [.. parts[0]];
        if (headerIsWhole)
        {
            for (var i = 1; i < parts.Count; i++)
            {
                var entry = header.AsSpan(TableStart + ((i - 1) * EntryBytes), EntryBytes);
                BinaryPrimitives.WriteInt64LittleEndian(entry[sizeof(uint)..], parts[i].Length);
                BinaryPrimitives.WriteUInt32LittleEndian(entry[(sizeof(uint) + sizeof(long))..], ChecksumOf(parts[i]));
            }

            BinaryPrimitives.WriteInt64LittleEndian(
                header.AsSpan(LengthPlace), header.Length - TableStart + sizeof(uint) + parts.Skip(1).Sum(part => (long)part.Length));
        }

        var checksum = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, ChecksumOf(header));
        return [.. header, .. checksum, .. parts.Skip(1).SelectMany(part => part)];
    }

    private static uint ChecksumOf(byte[] bytes)
    {
        var checksum = new Crc32C();
        checksum.Append(bytes);
        return checksum.Value;
    }
}
