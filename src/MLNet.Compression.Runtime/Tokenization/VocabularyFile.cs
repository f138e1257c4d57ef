using System.Text;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Reads and writes <c>vocab.txt</c>.</summary>
internal static class VocabularyFile
{
    private const long MaxBytes = 256L << 20;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Vocabulary Read(string path)
    {
        long bytes = new FileInfo(path).Length;
        if (bytes > MaxBytes)
            throw new InvalidDataException($"{path}: {bytes} bytes; a vocabulary has at most {MaxBytes}. Is it another file?");
        try
        {
            return Vocabulary.TryCreate(File.ReadAllLines(path, s_strictUtf8), out string? fault)
                ?? throw new InvalidDataException($"{path}: {fault} (Piece n stands in line n + 1.)");
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{path}: not UTF-8 ({e.Message}) Save the vocabulary as UTF-8, one piece a line.", e);
        }
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
}
