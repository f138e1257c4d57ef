using System.Buffers.Binary;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>
/// The file of a compressed model, taken apart into header, sections and, of the weights, what stands before and in each matrix; and put
/// together again with lengths and checksums right.
/// </summary>
internal sealed class CompressedModelParts
{
    private const int CountPlace = 12;
    private const int LengthPlace = 16;
    private const int TableStart = 24;
    private const int EntryBytes = 16;

    private readonly List<FilePart> _parts = [];
    private readonly List<int> _sections = [];

    public CompressedModelParts(byte[] file)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(CountPlace));
        var start = TableStart + (count * EntryBytes) + sizeof(uint);
        _parts.Add(FilePart.Binary(file.AsSpan(0, start - sizeof(uint))));
        for (var section = 0; section < count; section++)
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(TableStart + (section * EntryBytes) + sizeof(uint)));
            foreach (var piece in section == count - 1 ? MatrixPieces.Of(file[start..(start + length)]) : [file[start..(start + length)]])
            {
                _parts.Add(FilePart.Binary(piece));
                _sections.Add(section);
            }

            start += length;
        }
    }

    /// <summary>The header without its checksum, then the pieces.</summary>
    public IReadOnlyList<FilePart> Parts => _parts;

    /// <summary>A file of as many pieces; what is wrong with a damaged header stays, but for its checksum.</summary>
    public byte[] Join(IReadOnlyList<byte[]> parts)
    {
        byte[] header = [.. parts[0]];
        byte[][] sections = [.. _sections.Zip(parts.Skip(1)).GroupBy(piece => piece.First, piece => piece.Second).Select(pieces => pieces.SelectMany(p => p).ToArray())];
        if (ReferenceEquals(parts[0], _parts[0].Bytes))
        {
            WriteTable(header, sections);
        }

        var checksum = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, ChecksumOf(header));
        return [.. header, .. checksum, .. sections.SelectMany(section => section)];
    }

    private static void WriteTable(byte[] header, byte[][] sections)
    {
        for (var i = 0; i < sections.Length; i++)
        {
            var entry = header.AsSpan(TableStart + (i * EntryBytes), EntryBytes);
            BinaryPrimitives.WriteInt64LittleEndian(entry[sizeof(uint)..], sections[i].Length);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[(sizeof(uint) + sizeof(long))..], ChecksumOf(sections[i]));
        }

        BinaryPrimitives.WriteInt64LittleEndian(
            header.AsSpan(LengthPlace), header.Length - TableStart + sizeof(uint) + sections.Sum(section => (long)section.Length));
    }

    private static uint ChecksumOf(byte[] bytes)
    {
        var checksum = new Crc32C();
        checksum.Append(bytes);
        return checksum.Value;
    }
}
