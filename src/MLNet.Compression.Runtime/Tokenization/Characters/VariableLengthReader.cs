namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>Reads unsigned LEB128 numbers.</summary>
internal ref struct VariableLengthReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public int Read()
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = _bytes[_position++];
            value |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    public int ReadSigned()
    {
        var value = Read();
        return (value >>> 1) ^ -(value & 1);
    }
}
