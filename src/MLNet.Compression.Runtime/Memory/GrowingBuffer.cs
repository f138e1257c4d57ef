namespace MLNet.Compression.Runtime.Memory;

/// <summary>Native memory that grows when asked and keeps what it has.</summary>
internal sealed unsafe class GrowingBuffer : IDisposable
{
    private NativeBuffer? _memory;

    /// <summary>Bytes held.</summary>
    public long Bytes => _memory?.Bytes ?? 0;

    /// <summary>Room for <paramref name="count"/> values; what was there before is lost if it has to grow.</summary>
    public T* Reserve<T>(long count)
        where T : unmanaged
    {
        var length = (checked(count * sizeof(T)) + sizeof(float) - 1) / sizeof(float);
        if (_memory is null || length > _memory.Length)
        {
            Dispose();
            _memory = new NativeBuffer(length);
        }

        return (T*)_memory.Pointer;
    }

    public void Dispose()
    {
        _memory?.Dispose();
        _memory = null;
    }
}
