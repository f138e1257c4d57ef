using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>Reads the lines of a file one after the other, as bytes, with little of it in memory.</summary>
internal sealed class ByteLines : IDisposable
{
    /// <summary>The longest line.</summary>
    public const int MostBytes = 1 << 20;

    private readonly CheckedFile _file;
    private readonly byte[] _bytes;
    private long _offset;
    private int _start;
    private int _end;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">Instead of the file there is a Git LFS pointer to it.</exception>
    public ByteLines(string path)
    {
        _file = new CheckedFile(path);
        _bytes = new byte[(int)Math.Min(_file.Length, 2 * MostBytes)];
        SkipByteOrderMark();
    }

    public string Path => _file.Path;

    /// <summary>Bytes of the file.</summary>
    public long Length => _file.Length;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    private ReadOnlySpan<byte> Rest => _bytes.AsSpan(_start.._end);

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without what ends it, valid until the next one is read.</param>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="ModelFileException">The line is too long.</exception>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        Number++;
        Fill();
        var length = Rest.IndexOf((byte)'\n');
        if ((length < 0 ? Rest.Length : length) > MostBytes)
        {
            throw new ModelFileException(Path, $"line {Number}", $"at most {MostBytes} bytes", "more", "Is it a file of another kind?");
        }

        var isLast = length < 0;
        line = isLast ? Rest : Rest[..length];
        var isThere = !isLast || !line.IsEmpty;
        _start += line.Length + (isLast ? 0 : 1);
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        return isThere;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Sees to it that the buffer holds a whole line, if there is one of the allowed length.</summary>
    private void Fill()
    {
        if (Rest.Length > MostBytes || _offset == _file.Length || Rest.Contains((byte)'\n'))
        {
            return;
        }

        Rest.CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        var more = (int)Math.Min(_bytes.Length - _end, _file.Length - _offset);
        _file.Read(_offset, _bytes.AsSpan(_end, more));
        _offset += more;
        _end += more;
    }

    private void SkipByteOrderMark()
    {
        Fill();
        _start = Rest.StartsWith("\uFEFF"u8) ? 3 : 0;
    }
}
