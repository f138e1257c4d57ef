namespace MLNet.Compression.Training.Remembering;

/// <summary>Keeps outputs in memory.</summary>
/// <param name="limit">The most bytes.</param>
internal sealed class MemoryStore(long limit) : IOutputStore
{
    private const int ChunkBytes = 1 << 24;
    private readonly List<byte[]> _chunks = [];
    private long _length;

    public long? Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ChunkBytes)
        {
            return null;
        }

        // An entry lies within one chunk.
        var place = _length % ChunkBytes + bytes.Length > ChunkBytes ? (_length / ChunkBytes + 1) * ChunkBytes : _length;
        if (place + bytes.Length > limit)
        {
            return null;
        }

        if (place / ChunkBytes >= _chunks.Count)
        {
            _chunks.Add(new byte[Math.Min(ChunkBytes, limit - (place / ChunkBytes * ChunkBytes))]);
        }

        bytes.CopyTo(At(place));
        _length = place + bytes.Length;
        return place;
    }

    public void Read(long place, Span<byte> bytes) => At(place)[..bytes.Length].CopyTo(bytes);

    public void Dispose() => _chunks.Clear();

    private Span<byte> At(long place) => _chunks[(int)(place / ChunkBytes)].AsSpan((int)(place % ChunkBytes));
}
