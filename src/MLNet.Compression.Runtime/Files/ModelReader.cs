using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Runtime.Files;

/// <summary>Reads little-endian values from a model file that may be damaged or hostile.</summary>
/// <remarks>
/// Every length is checked against the bytes that are left before anything is allocated for it. Of a stream that cannot tell its length only
/// what the file says is known, so there memory is taken as bytes come.
/// </remarks>
internal sealed class ModelReader
{
    private const int MostWeightsPerByte = 64;
    private const int LeastBlock = 1 << 14;
    private const long FreeWeights = 1 << 22;
    private const string DamagedRemedy = "The file is truncated or damaged: copy or save it again.";
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Stream _stream;
    private readonly string _file;
    private readonly Crc32C _checksum = new();
    private readonly AllocationBudget _budget;
    private readonly bool _isAllThere;
    private long _length;
    private long _end;
    private long _weights;

    /// <summary>A reader of bytes of which it is known how many there are.</summary>
    public ModelReader(Stream stream, string file, long length)
    {
        (_stream, _file, _length, _end) = (stream, file, length, length);
        _isAllThere = true;
        _budget = new AllocationBudget(file, length);
    }

    private ModelReader(Stream stream, string file)
    {
        (_stream, _file, _length, _end) = (stream, file, long.MaxValue, long.MaxValue);
        _budget = AllocationBudget.ForStream(file);
    }

    /// <summary>A reader of a stream from where it stands.</summary>
    public static ModelReader Of(Stream stream, string file) =>
        stream.CanSeek ? new ModelReader(stream, file, stream.Length - stream.Position) : new ModelReader(stream, file);

    /// <summary>Bytes read.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes left in the file or in the section that is being read.</summary>
    public long Remaining => _end - Position;

    /// <summary>CRC-32C of the bytes read since <see cref="RestartChecksum"/>.</summary>
    public uint Checksum => _checksum.Value;

    public void RestartChecksum() => _checksum.Reset();

    /// <summary>Reads no further than to a byte; called once, with what the file says of its own length.</summary>
    public void EndAt(long end)
    {
        _length = Math.Min(_length, end);
        _end = Math.Min(_end, end);
    }

    /// <summary>Reads with <paramref name="read"/>, which must take exactly the next <paramref name="count"/> bytes.</summary>
    public T ReadExactly<T>(long count, string what, Func<T> read)
    {
        Require(count, what);
        var outerEnd = _end;
        _end = Position + count;
        var result = read();
        if (Remaining != 0)
        {
            throw Error($"the end of the {what}", $"{Remaining} further bytes");
        }

        _end = outerEnd;
        return result;
    }

    public void ReadExactly(long count, string what, Action read) => ReadExactly(count, what, () =>
    {
        read();
        return true;
    });

    public void ReadBytes(Span<byte> destination, string what)
    {
        Require(destination.Length, what);
        var read = _stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        if (read < destination.Length)
        {
            throw Error($"{destination.Length} bytes of {what}", $"the end of the file after {read}", DamagedRemedy);
        }

        _checksum.Append(destination);
        Position += destination.Length;
        if (!_isAllThere)
        {
            _budget.Receive(destination.Length);
        }
    }

    public uint ReadUInt32(string what)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        ReadBytes(bytes, what);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>An integer that must lie in [<paramref name="least"/>, <paramref name="most"/>].</summary>
    public int ReadInt32(string what, int least, int most)
    {
        var value = (int)ReadUInt32(what);
        return value >= least && value <= most ? value : throw Error($"{what} in [{least}, {most}]", FormattableString.Invariant($"{value}"));
    }

    /// <summary>A number of bytes in what follows.</summary>
    public long ReadLength(string what)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        ReadBytes(bytes, what);
        var value = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return value >= 0 && value <= Remaining
            ? value
            : throw Error($"{what} of at most the {Remaining} bytes that are left", FormattableString.Invariant($"{value}"), DamagedRemedy);
    }

    public bool ReadFlag(string what) => ReadInt32(what, 0, 1) == 1;

    public float ReadFinite(string what)
    {
        var value = BitConverter.UInt32BitsToSingle(ReadUInt32(what));
        return float.IsFinite(value) ? value : throw Error($"a finite number as {what}", FormattableString.Invariant($"{value}"));
    }

    /// <summary>A text that was written with its length.</summary>
    public string ReadString(string what) => Decode(ReadText(what), what);

    /// <summary>The UTF-8 bytes of a text that was written with its length; whether they are UTF-8 shows in <see cref="Decode"/>.</summary>
    public byte[] ReadText(string what) =>
        ReadBytes((long)ReadInt32($"the length of {what}", 0, (int)Math.Min(Remaining - sizeof(int), Array.MaxLength)), what);

    /// <summary>Bytes that were read, as text.</summary>
    public string Decode(ReadOnlySpan<byte> bytes, string what)
    {
        Spend(sizeof(char) * (long)bytes.Length, what);
        try
        {
            return _utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw Error($"{what} in UTF-8", "bytes that are not", null, e);
        }
    }

    /// <summary>Called before memory is taken for what a file says, so that no file makes its reader take much more than its own size.</summary>
    public void Spend(long bytes, string what) => _budget.Spend(bytes, $"byte {Position}", what);

    /// <summary>Called for each matrix: few bytes can stand for many weights that are zero, but not for any number of them.</summary>
    public void CountWeights(long weights, string what)
    {
        _weights += weights;
        var most = (MostWeightsPerByte * _length) + FreeWeights;
        if (_weights > most)
        {
            throw Error($"at most {most} weights in a file of {_length} bytes", $"{_weights} up to {what}", DamagedRemedy);
        }
    }

    /// <summary>An array of finite numbers.</summary>
    public float[] ReadSingles(long count, string what)
    {
        var values = ReadArray<float>(count, what);
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, uint>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }

        var bad = FiniteCheck.FirstNonFinite(values);
        return bad < 0 ? values : throw Error($"finite {what}", FormattableString.Invariant($"{values[bad]} at index {bad}"));
    }

    /// <summary>An array of bytes.</summary>
    public byte[] ReadBytes(long count, string what) => ReadArray<byte>(count, what);

    /// <summary>The exception for what was read last.</summary>
    public ModelFileException Error(string expected, string found, string? remedy = null, Exception? cause = null) =>
        new(_file, $"byte {Position}", expected, found, remedy, cause);

    private T[] ReadArray<T>(long count, string what)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        Require(count <= int.MaxValue / size ? count * size : long.MaxValue, what);
        var values = Array.Empty<T>();
        for (var read = 0; read < count;)
        {
            var next = (int)Math.Min(count, Math.Max(LeastBlock, read + (NextBytes(count * size) / size)));
            Spend((long)next * size, what);
            Array.Resize(ref values, next);
            ReadBytes(MemoryMarshal.AsBytes(values.AsSpan(read)), what);
            read = next;
        }

        return values;
    }

    /// <summary>How many bytes may be taken at once: as many as have come already, where more are only said to be there.</summary>
    private long NextBytes(long wanted) => _isAllThere ? wanted : Math.Min(wanted, Position);

    private void Require(long count, string what)
    {
        if (count < 0 || count > Remaining)
        {
            throw Error($"{count} bytes of {what}", $"{Remaining} bytes left", DamagedRemedy);
        }
    }
}
