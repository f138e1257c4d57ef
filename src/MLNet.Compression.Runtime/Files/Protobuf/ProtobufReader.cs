using System.Buffers.Binary;
using System.Text;

namespace MLNet.Compression.Runtime.Files.Protobuf;

/// <summary>Goes through the fields of a protobuf message that may be damaged or hostile.</summary>
internal ref struct ProtobufReader
{
    private const int VarintBits = 7;
    private const int MostVarintBits = 63;
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _message;
    private readonly string _file;
    private readonly long _origin;
    private int _position;
    private WireType _type;

    /// <param name="message">The message.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="origin">Where in it the message starts.</param>
    public ProtobufReader(ReadOnlySpan<byte> message, string file, long origin = 0)
    {
        _message = message;
        _file = file;
        _origin = origin;
    }

    private enum WireType
    {
        Varint = 0,
        Fixed64 = 1,
        Bytes = 2,
        Fixed32 = 5,
    }

    /// <summary>The number of the field that was come to.</summary>
    public int Field { get; private set; }

    /// <summary>Where in the file the reader is.</summary>
    public readonly long Position => _origin + _position;

    /// <summary>Goes to the next field; its value has to be read or skipped before the next call.</summary>
    public bool Next()
    {
        if (_position == _message.Length)
        {
            return false;
        }

        var tag = ReadVarint();
        (Field, _type) = ((int)(tag >> 3), (WireType)(tag & 7));
        return tag >> 3 is > 0 and < 1 << 29 && Enum.IsDefined(_type) ? true : throw Error("a field of a known kind", $"{tag}");
    }

    public bool ReadFlag() => ReadInteger() != 0;

    public ulong ReadInteger()
    {
        Require(WireType.Varint);
        return ReadVarint();
    }

    public float ReadSingle()
    {
        Require(WireType.Fixed32);
        var value = BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
        return float.IsFinite(value) ? value : throw Error("a finite number", $"{value}");
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        Require(WireType.Bytes);
        return Take(ReadVarint());
    }

    public string ReadText()
    {
        try
        {
            return _utf8.GetString(ReadBytes());
        }
        catch (DecoderFallbackException exception)
        {
            throw new ModelFileException(_file, $"byte {Position}", "UTF-8", "other bytes", innerException: exception);
        }
    }

    /// <summary>A reader of the message that a field holds.</summary>
    public ProtobufReader ReadMessage()
    {
        var message = ReadBytes();
        return new ProtobufReader(message, _file, Position - message.Length);
    }

    public void Skip() => _ = _type switch
    {
        WireType.Varint => ReadVarint(),
        WireType.Fixed64 => (ulong)Take(sizeof(ulong)).Length,
        WireType.Fixed32 => (ulong)Take(sizeof(uint)).Length,
        _ => (ulong)Take(ReadVarint()).Length,
    };

    public readonly ModelFileException Error(string expected, string found) =>
        new(_file, $"byte {Position}", expected, found, "The file is damaged, or of another kind.");

    private readonly void Require(WireType type)
    {
        if (_type != type)
        {
            throw Error($"field {Field} as a {type}", $"a {_type}");
        }
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift <= MostVarintBits; shift += VarintBits)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & ((1 << VarintBits) - 1)) << shift;
            if (next < 1 << VarintBits)
            {
                return value;
            }
        }

        throw Error("an integer of at most 64 bits", "a longer one");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(_message.Length - _position))
        {
            throw Error($"{count} bytes", $"{_message.Length - _position} that are left");
        }

        var bytes = _message.Slice(_position, (int)count);
        _position += (int)count;
        return bytes;
    }
}
