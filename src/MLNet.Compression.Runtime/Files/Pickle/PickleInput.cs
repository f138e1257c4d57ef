using System.Buffers.Binary;
using System.Text;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>The bytes [position, end) of a file, read in order; nothing is read or allocated beyond the end.</summary>
internal sealed class PickleInput(CheckedFile file, long position, long end)
{
    private const int MaxText = 1 << 16;
    private static readonly UTF8Encoding _encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly byte[] _buffer = new byte[4096];
    private int _next;
    private int _count;

    /// <summary>The file's byte that comes next.</summary>
    public long Position { get; private set; } = position;

    public byte Byte()
    {
        if (_next == _count)
        {
            Refill();
        }

        Position++;
        return _buffer[_next++];
    }

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Fill(stackalloc byte[sizeof(ushort)]));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Fill(stackalloc byte[sizeof(int)]));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Fill(stackalloc byte[sizeof(long)]));

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Fill(stackalloc byte[sizeof(double)]));

    /// <summary>A whole number of <paramref name="length"/> bytes, at most eight, in two's complement.</summary>
    public long Integer(int length)
    {
        if (length > sizeof(long))
        {
            throw Wrong("a whole number of at most 8 bytes", $"one of {length}");
        }

        long value = 0;
        for (var i = 0; i < length; i++)
        {
            value |= (long)Byte() << (8 * i);
        }

        var unused = 8 * (sizeof(long) - length);
        return length == 0 ? 0 : value << unused >> unused;
    }

    public string Text(long length)
    {
        if (length < 0 || length > Math.Min(MaxText, end - Position))
        {
            throw Wrong($"a text of at most {Math.Min(MaxText, end - Position)} bytes", $"one of {length}");
        }

        return Decode(Fill(new byte[length]));
    }

    /// <summary>A text up to a line feed, which is skipped.</summary>
    public string Line()
    {
        const int MaxLine = 256;
        Span<byte> line = stackalloc byte[MaxLine];
        var length = 0;
        for (var next = Byte(); next != '\n'; next = Byte())
        {
            if (length == MaxLine)
            {
                throw Wrong($"a line of at most {MaxLine} bytes", "a longer one");
            }

            line[length++] = next;
        }

        return Decode(line[..length]);
    }

    /// <summary>Passes over bytes that are read elsewhere.</summary>
    public void Skip(long count)
    {
        if (count < 0 || count > end - Position)
        {
            throw Wrong($"at most the {end - Position} bytes that are left", $"{count}");
        }

        var buffered = (int)Math.Min(count, _count - _next);
        _next += buffered;
        Position += count;
        if (buffered < count)
        {
            _next = _count = 0;
        }
    }

    public ModelFileException Wrong(string expected, string found) => new(file.Path, $"byte {Position}", expected, found);

    private Span<byte> Fill(Span<byte> bytes)
    {
        foreach (ref var value in bytes)
        {
            value = Byte();
        }

        return bytes;
    }

    private string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("UTF-8", "other bytes");
        }
    }

    private void Refill()
    {
        if (Position >= end)
        {
            throw Wrong("more of the pickle", "its end");
        }

        _count = (int)Math.Min(_buffer.Length, end - Position);
        _next = 0;
        file.Read(Position, _buffer.AsSpan(0, _count));
    }
}
