namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>A stream that cannot seek: some bytes, then zeros without end or none.</summary>
internal sealed class OneWayStream(byte[] bytes, bool isEndless = false) : Stream
{
    /// <summary>Bytes that were read.</summary>
    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var rest = bytes.AsSpan((int)Math.Min(Given, bytes.Length));
        var count = rest.IsEmpty && isEndless ? buffer.Length : Math.Min(rest.Length, buffer.Length);
        buffer[..count].Clear();
        rest[..Math.Min(count, rest.Length)].CopyTo(buffer);
        Given += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
