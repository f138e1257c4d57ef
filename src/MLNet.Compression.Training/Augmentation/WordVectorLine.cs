using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>A line <c>word v1 v2 ... vd</c>, its parts between single blanks.</summary>
internal readonly ref struct WordVectorLine
{
    private const byte Blank = (byte)' ';

    private readonly string _file;
    private readonly int _number;
    private readonly ReadOnlySpan<byte> _line;

    /// <param name="file">The file, for messages.</param>
    /// <param name="number">The line's number, for messages.</param>
    /// <param name="line">The line.</param>
    public WordVectorLine(string file, int number, ReadOnlySpan<byte> line)
    {
        _file = file;
        _number = number;
        _line = line.TrimEnd(" \t"u8);
    }

    /// <summary>Number of parts, the word among them.</summary>
    public int Parts => _line.Count(Blank) + 1;

    /// <summary>Whether the line is the first one of word2vec's and fastText's text files: how many words, and how wide.</summary>
    public bool IsHeader => Parts == 2 && IsWhole(PartFrom(0)) && IsWhole(PartFrom(1 + PartFrom(0).Length));

    /// <exception cref="ModelFileException">The line is not UTF-8.</exception>
    public void RequireUtf8()
    {
        if (!Utf8.IsValid(_line))
        {
            throw Fault("UTF-8", "other bytes", "Save the file as UTF-8.");
        }
    }

    /// <summary>What stands before the vector: a word, which may have blanks in it in some published files.</summary>
    /// <param name="width">Values of a vector.</param>
    /// <param name="start">Where the values begin.</param>
    /// <exception cref="ModelFileException">There is no word, or there are not as many values.</exception>
    public string Word(int width, out int start)
    {
        start = _line.IndexOf(Blank) + 1;
        for (var extra = Parts - 1 - width; extra > 0 && !IsNumber(PartFrom(start)); extra--)
        {
            start += PartFrom(start).Length + 1;
        }

        var values = _line[start..].Count(Blank) + 1;
        if (start < 2 || values != width)
        {
            throw Fault(
                $"a word and {width} numbers between single blanks, as in the first line", start < 2 ? "no word before a blank" : $"'{Encoding.UTF8.GetString(_line[..(start - 1)])}' and {values} parts behind it",
                "The line is damaged, or the file is no text file of word vectors.");
        }

        return Encoding.UTF8.GetString(_line[..(start - 1)]);
    }

    /// <summary>Reads the values.</summary>
    /// <param name="start">Where they begin.</param>
    /// <param name="values">As many as there are.</param>
    /// <exception cref="ModelFileException">One is no finite number.</exception>
    public void Read(int start, Span<float> values)
    {
        foreach (ref var value in values)
        {
            var part = PartFrom(start);
            if (!Utf8Parser.TryParse(part, out value, out var read) || read != part.Length || !float.IsFinite(value))
            {
                throw Fault("finite numbers behind the word", $"'{Encoding.UTF8.GetString(part)}'", "The line is damaged, or the file is no text file of word vectors.");
            }

            start += part.Length + 1;
        }
    }

    public ModelFileException Fault(string expected, string found, string remedy) => new(_file, $"line {_number}", expected, found, remedy);

    private static bool IsNumber(ReadOnlySpan<byte> part) => Utf8Parser.TryParse(part, out double _, out var read) && read == part.Length;

    private static bool IsWhole(ReadOnlySpan<byte> part) => Utf8Parser.TryParse(part, out long value, out var read) && read == part.Length && value > 0;

    private ReadOnlySpan<byte> PartFrom(int start)
    {
        var rest = _line[start..];
        var length = rest.IndexOf(Blank);
        return length < 0 ? rest : rest[..length];
    }
}
