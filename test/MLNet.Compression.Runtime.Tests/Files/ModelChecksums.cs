using System.Buffers.Binary;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>The checksums of a changed model file.</summary>
internal static class ModelChecksums
{
    /// <summary>Makes the checksums right as far as the table still says where the sections are.</summary>
    public static void Fix(byte[] bytes)
    {
        const int TableStart = 24;
        const int EntrySize = 16;
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        var checksum = new Crc32C();
        if (count is < 1 or > 8)
        {
            return;
        }

        long start = TableStart + (count * EntrySize) + sizeof(uint);
        for (var i = 0; i < count; i++)
        {
            var entry = bytes.AsSpan(TableStart + (i * EntrySize), EntrySize);
            var length = BinaryPrimitives.ReadInt64LittleEndian(entry[4..]);
            if (length < 0 || length > bytes.Length - start)
            {
                break;
            }

            checksum.Reset();
            checksum.Append(bytes.AsSpan((int)start, (int)length));
            BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], checksum.Value);
            start += length;
        }

        checksum.Reset();
        checksum.Append(bytes.AsSpan(0, TableStart + (count * EntrySize)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(TableStart + (count * EntrySize)), checksum.Value);
    }
}
