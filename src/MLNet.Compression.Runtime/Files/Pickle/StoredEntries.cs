using System.Buffers.Binary;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>The directory of a ZIP file whose entries are stored as they are. (PKWARE APPNOTE 6.3, with ZIP64.)</summary>
internal static class StoredEntries
{
    private const int MaxDirectoryBytes = 8 << 20;
    private const int EndBytes = 22;
    private const int MaxCommentBytes = ushort.MaxValue;
    private const int LocatorBytes = 20;
    private const int End64Bytes = 56;
    private const int LocalBytes = 30;
    private const uint EndSignature = 0x06054b50;
    private const uint LocatorSignature = 0x07064b50;
    private const uint End64Signature = 0x06064b50;
    private const uint LocalSignature = 0x04034b50;

    /// <summary>The data's bytes [Begin, Begin + Length) of each entry by name; all lie in the file.</summary>
    /// <exception cref="ModelFileException">The directory is damaged, or an entry is compressed or encrypted.</exception>
    public static Dictionary<string, (long Begin, long Length)> Read(CheckedFile file)
    {
        var (offset, length) = FindDirectory(file);
        if (length > (ulong)Math.Min(MaxDirectoryBytes, file.Length) || offset > (ulong)file.Length - length)
        {
            throw new ModelFileException(file.Path, "ZIP directory", $"at most {MaxDirectoryBytes} bytes within the file", $"{length} from byte {offset} on");
        }

        var directory = new byte[length];
        file.Read((long)offset, directory);
        var entries = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        for (ReadOnlySpan<byte> rest = directory; !rest.IsEmpty;)
        {
            var entry = StoredEntry.Parse(file, rest);
            rest = rest[entry.HeaderBytes..];
            if (!entries.TryAdd(entry.Name, (DataBegin(file, entry), entry.Length)))
            {
                throw new ModelFileException(file.Path, "ZIP directory", "each entry once", $"'{entry.Name}' twice");
            }
        }

        RequireDisjoint(file, entries);
        return entries;
    }

    private static void RequireDisjoint(CheckedFile file, Dictionary<string, (long Begin, long Length)> entries)
    {
        var end = 0L;
        foreach (var (name, (begin, length)) in entries.OrderBy(entry => entry.Value))
        {
            if (begin < end && length > 0)
            {
                throw new ModelFileException(file.Path, $"entry '{name}'", $"data from byte {end} on, where the entry before it ends", $"from byte {begin} on");
            }

            end = Math.Max(end, begin + length);
        }
    }

    private static (ulong Offset, ulong Length) FindDirectory(CheckedFile file)
    {
        var tail = new byte[Math.Min(file.Length, EndBytes + MaxCommentBytes)];
        var tailBegin = file.Length - tail.Length;
        file.Read(tailBegin, tail);
        for (var at = tail.Length - EndBytes; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) == EndSignature
                && BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) == end.Length - EndBytes)
            {
                return FindDirectory64(file, tailBegin + at)
                    ?? (BinaryPrimitives.ReadUInt32LittleEndian(end[16..]), BinaryPrimitives.ReadUInt32LittleEndian(end[12..]));
            }
        }

        throw new ModelFileException(file.Path, "end of file", "the end of a ZIP directory", "none", "The file is truncated: fetch it again.");
    }

    private static (ulong Offset, ulong Length)? FindDirectory64(CheckedFile file, long end)
    {
        Span<byte> locator = stackalloc byte[LocatorBytes];
        if (end < LocatorBytes)
        {
            return null;
        }

        file.Read(end - LocatorBytes, locator);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != LocatorSignature)
        {
            return null;
        }

        var begin = BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]);
        Span<byte> record = stackalloc byte[End64Bytes];
        if (begin <= (ulong)end)
        {
            file.Read((long)begin, record);
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(record) == End64Signature
            ? (BinaryPrimitives.ReadUInt64LittleEndian(record[48..]), BinaryPrimitives.ReadUInt64LittleEndian(record[40..]))
            : throw new ModelFileException(file.Path, $"byte {begin}", "the end of a ZIP64 directory", "other bytes");
    }

    // A local header repeats the name, but may have other extra fields than the directory.
    private static long DataBegin(CheckedFile file, StoredEntry entry)
    {
        Span<byte> local = stackalloc byte[LocalBytes];
        if (entry.LocalHeader <= file.Length - LocalBytes)
        {
            file.Read(entry.LocalHeader, local);
        }

        var begin = entry.LocalHeader + LocalBytes
            + BinaryPrimitives.ReadUInt16LittleEndian(local[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(local) == LocalSignature && begin <= file.Length - entry.Length
            ? begin
            : throw new ModelFileException(
                file.Path, $"entry '{entry.Name}'", $"a local header and {entry.Length} bytes from byte {entry.LocalHeader} on", "less", "The file is truncated: fetch it again.");
    }
}
