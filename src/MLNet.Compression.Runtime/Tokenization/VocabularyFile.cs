using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Reads and writes <c>vocab.txt</c>.</summary>
internal static class VocabularyFile
{
    private const long MaxBytes = 256L << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static Vocabulary Read(string path) => Vocabulary.TryCreate(ReadPieces(path), out var fault)
        ?? throw new ModelFileException(path, "pieces", "the special tokens, and texts that are lines", fault!, "Piece n stands in line n + 1.");

    public static PieceText ReadPieces(string path)
    {
        using var file = new CheckedFile(path);
        if (file.Length > MaxBytes)
        {
            throw new ModelFileException(path, "file", $"at most {MaxBytes} bytes", $"{file.Length}", "Is it another file?");
        }

        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        return ReadLines(path, bytes);
    }

    public static void Write(string path, PieceText pieces)
    {
        AtomicFile.Write(path, stream =>
        {
            stream.Write(pieces.Bytes);
            stream.WriteByte(PieceText.Separator);
        });
    }

    private static PieceText ReadLines(string path, ReadOnlySpan<byte> bytes)
    {
        var text = bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        var count = CountLines(text);
        new AllocationBudget(path, text.Length).Spend(((long)sizeof(char) * text.Length) + ((long)count * Vocabulary.BytesOfPiece), "file", $"{count} pieces");
        if (!PieceText.IsUtf8(text))
        {
            throw new ModelFileException(path, $"line {FirstInvalidLine(text) + 1}", "UTF-8", "other bytes", "Save the vocabulary as UTF-8, one piece a line.");
        }

        return PieceText.Of(JoinLines(text), count);
    }

    /// <summary>The lines with one line feed between each two, and none at the end.</summary>
    private static byte[] JoinLines(ReadOnlySpan<byte> text)
    {
        var joined = new byte[text.Length];
        var length = 0;
        while (!text.IsEmpty)
        {
            var line = NextLine(ref text);
            line.CopyTo(joined.AsSpan(length));
            length += line.Length;
            if (!text.IsEmpty)
            {
                joined[length++] = PieceText.Separator;
            }
        }

        return joined[..length];
    }

    private static int FirstInvalidLine(ReadOnlySpan<byte> text)
    {
        var line = 0;
        while (PieceText.IsUtf8(NextLine(ref text)))
        {
            line++;
        }

        return line;
    }

    // A line may end in \n, \r or both; the last one need not.
    private static int CountLines(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (; !text.IsEmpty; count++)
        {
            _ = NextLine(ref text);
        }

        return count;
    }

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + BreakLength(text[end..]))..];
        return line;
    }

    private static int BreakLength(ReadOnlySpan<byte> text) => text.StartsWith("\r\n"u8) ? 2 : 1;
}
