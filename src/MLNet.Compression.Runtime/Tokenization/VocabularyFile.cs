using System.Text;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Reads and writes <c>vocab.txt</c>.</summary>
internal static class VocabularyFile
{
    private const long MaxBytes = 256L << 20;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static Vocabulary Read(string path)
    {
        using var file = new CheckedFile(path);
        if (file.Length > MaxBytes)
            throw new ModelFileException(path, "file", $"at most {MaxBytes} bytes", $"{file.Length}", "Is it another file?");
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        ReadOnlySpan<byte> text = bytes;
        string[] pieces = ReadLines(path, text.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text);
        return Vocabulary.TryCreate(pieces, out string? fault)
            ?? throw new ModelFileException(path, "pieces", "each once, and the special tokens", fault!, "Piece n stands in line n + 1.");
    }

    public static void Write(string path, IEnumerable<string> tokens)
    {
        string temporary = path + ".tmp";
        using (var writer = new StreamWriter(temporary, append: false, s_strictUtf8) { NewLine = "\n" })
        {
            foreach (string token in tokens)
                writer.WriteLine(token);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static string[] ReadLines(string path, ReadOnlySpan<byte> text)
    {
        int count = CountLines(text);
        new AllocationBudget(path, text.Length).Spend(((long)sizeof(char) * text.Length) + ((long)count * Vocabulary.BytesOfPiece), "file", $"{count} pieces");
        var lines = new string[count];
        for (int i = 0; i < count; i++)
        {
            int end = text.IndexOfAny((byte)'\r', (byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + BreakLength(text[end..]))..];
            lines[i] = Decode(path, i, line);
        }

        return lines;
    }

    // A line may end in \n, \r or both; the last one need not.
    private static int CountLines(ReadOnlySpan<byte> text)
    {
        int count = 0;
        for (; !text.IsEmpty; count++)
        {
            int end = text.IndexOfAny((byte)'\r', (byte)'\n');
            text = end < 0 ? [] : text[(end + BreakLength(text[end..]))..];
        }

        return count;
    }

    private static int BreakLength(ReadOnlySpan<byte> text) => text.StartsWith("\r\n"u8) ? 2 : 1;

    private static string Decode(string path, int line, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return s_strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ModelFileException(path, $"line {line + 1}", "UTF-8", "other bytes", "Save the vocabulary as UTF-8, one piece a line.", e);
        }
    }
}
