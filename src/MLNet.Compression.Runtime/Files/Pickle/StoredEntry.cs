using System.Buffers.Binary;
using System.Text;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>An entry of a ZIP directory.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Length">Bytes of its data; not negative.</param>
/// <param name="LocalHeader">Where its local header begins; not negative.</param>
/// <param name="HeaderBytes">Bytes it takes in the directory.</param>
internal readonly record struct StoredEntry(string Name, long Length, long LocalHeader, int HeaderBytes)
{
    private const int FixedBytes = 46;
    private const uint Signature = 0x02014b50;
    private const ushort Encrypted = 1;
    private const ushort Stored = 0;
    private const ushort Zip64Field = 1;

    /// <exception cref="ModelFileException">The entry is damaged, compressed or encrypted.</exception>
    public static StoredEntry Parse(CheckedFile file, ReadOnlySpan<byte> directory)
    {
        if (directory.Length < FixedBytes || BinaryPrimitives.ReadUInt32LittleEndian(directory) != Signature)
        {
            throw new ModelFileException(file.Path, "ZIP directory", "a further entry", "other bytes");
        }

        var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
        var extraBytes = BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]);
        var headerBytes = FixedBytes + nameBytes + extraBytes + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
        if (headerBytes > directory.Length)
        {
            throw new ModelFileException(file.Path, "ZIP directory", $"an entry of {headerBytes} bytes", $"{directory.Length}");
        }

        var name = Encoding.UTF8.GetString(directory.Slice(FixedBytes, nameBytes));
        if ((BinaryPrimitives.ReadUInt16LittleEndian(directory[8..]) & Encrypted) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(directory[10..]) != Stored)
        {
            throw new ModelFileException(
                file.Path, $"entry '{name}'", "plain stored data", "compressed or encrypted data", "Save the weights again with torch.save, or as safetensors.");
        }

        // Fields too narrow for their value hold all ones, and the value follows in an extra field, in this order.
        var wide = FindExtra(directory.Slice(FixedBytes + nameBytes, extraBytes), Zip64Field);
        var length = Widen(BinaryPrimitives.ReadUInt32LittleEndian(directory[24..]), ref wide);
        var storedLength = Widen(BinaryPrimitives.ReadUInt32LittleEndian(directory[20..]), ref wide);
        var localHeader = Widen(BinaryPrimitives.ReadUInt32LittleEndian(directory[42..]), ref wide);
        return length == storedLength && length <= (ulong)file.Length && localHeader <= (ulong)file.Length
            ? new StoredEntry(name, (long)length, (long)localHeader, headerBytes)
            : throw new ModelFileException(
                file.Path, $"entry '{name}'", $"data within the file's {file.Length} bytes", $"{length} bytes ({storedLength} stored) from byte {localHeader} on");
    }

    private static ulong Widen(uint field, ref ReadOnlySpan<byte> wide)
    {
        if (field != uint.MaxValue || wide.Length < sizeof(ulong))
        {
            return field;
        }

        var value = BinaryPrimitives.ReadUInt64LittleEndian(wide);
        wide = wide[sizeof(ulong)..];
        return value;
    }

    private static ReadOnlySpan<byte> FindExtra(ReadOnlySpan<byte> extra, ushort wanted)
    {
        const int FieldHeader = 4;
        while (extra.Length >= FieldHeader)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            var content = extra[FieldHeader..];
            if (length > content.Length)
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == wanted)
            {
                return content[..length];
            }

            extra = content[length..];
        }

        return [];
    }
}
