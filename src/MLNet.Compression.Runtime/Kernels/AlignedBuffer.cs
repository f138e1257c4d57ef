namespace MLNet.Compression.Runtime.Kernels;

/// <summary>Memory at a fixed address that is a multiple of 64, freed by the garbage collector.</summary>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;
    private readonly byte[] _bytes;

    /// <param name="length">Bytes; cleared.</param>
    public AlignedBuffer(long length)
    {
        Length = length;
        _bytes = GC.AllocateArray<byte>(checked((int)(length + Alignment)), pinned: true);
        fixed (byte* start = _bytes)
        {
            Pointer = (byte*)(((nint)start + Alignment - 1) / Alignment * Alignment);
        }
    }

    public long Length { get; }

    /// <summary>Valid as long as the buffer is reachable.</summary>
    public byte* Pointer { get; }

    public Span<T> As<T>()
        where T : unmanaged => new(Pointer, (int)(Length / sizeof(T)));
}
