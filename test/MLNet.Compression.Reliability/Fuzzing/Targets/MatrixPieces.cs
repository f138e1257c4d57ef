using System.Buffers.Binary;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Cuts a section of weights before and behind the first bytes of each matrix, which say how the rest lies.</summary>
internal static class MatrixPieces
{
    private const int HeaderBytes = 20;

    // Header, and of a sparse matrix the blocks' sizes and the first of the bitmap.
    private const int PieceBytes = 36;
    private const int MostEncoding = 16;
    private const int MostSize = 4096;

    public static IEnumerable<byte[]> Of(byte[] section)
    {
        var start = 0;
        for (var at = 0; at + PieceBytes <= section.Length;)
        {
            if (LengthAt(section.AsSpan(at)) is not { } length)
            {
                at++;
                continue;
            }

            if (at > start)
            {
                yield return section[start..at];
            }

            yield return section[at..(at + PieceBytes)];
            start = at + PieceBytes;
            at = Math.Max(start, at + HeaderBytes + length);
        }

        yield return section[start..];
    }

    /// <summary>The length of a matrix's content, if one can begin here.</summary>
    private static int? LengthAt(ReadOnlySpan<byte> bytes)
    {
        var encoding = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        var rows = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        var columns = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        var length = BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]);
        return encoding is >= 1 and <= MostEncoding && rows is >= 1 and <= MostSize && columns is >= 1 and <= MostSize
            && length >= rows && length <= bytes.Length - HeaderBytes && length <= (8L * rows * columns) + (8 * rows) + 64
            ? (int)length
            : null;
    }
}
