using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MLNet.Compression.Runtime.Files;

/// <summary>Writes little-endian values to a model file and keeps count and checksum.</summary>
/// <remarks>With <see cref="Stream.Null"/> it measures what a writer would write.</remarks>
internal sealed class ModelWriter(Stream stream)
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Crc32C _checksum = new();

    /// <summary>Bytes written.</summary>
    public long Position { get; private set; }

    /// <summary>CRC-32C of the bytes written since <see cref="RestartChecksum"/>, or all.</summary>
    public uint Checksum => _checksum.Value;

    public void RestartChecksum() => _checksum.Reset();

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _checksum.Append(bytes);
        Position += bytes.Length;
    }

    public void WriteUInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        WriteBytes(bytes);
    }

    public void WriteInt32(int value) => WriteUInt32((uint)value);

    public void WriteInt64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        WriteBytes(bytes);
    }

    public void WriteSingle(float value) => WriteUInt32(BitConverter.SingleToUInt32Bits(value));

    /// <summary>The number of bytes, then the text in UTF-8.</summary>
    public void WriteString(string text)
    {
        var bytes = _utf8.GetBytes(text);
        WriteInt32(bytes.Length);
        WriteBytes(bytes);
    }

    /// <summary>The values alone; the reader knows how many.</summary>
    public void WriteSingles(ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            WriteBytes(MemoryMarshal.AsBytes(values));
            return;
        }

        foreach (var value in values)
        {
            WriteSingle(value);
        }
    }
}
