using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Native memory aligned to 64 bytes that grows when asked and keeps what it has.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private const int Alignment = 64;
    private void* _memory;

    ~NativeBuffer() => Free();

    /// <summary>Bytes held.</summary>
    public long Length { get; private set; }

    /// <summary>Room for <paramref name="count"/> values; what was there before is lost if it has to grow.</summary>
    public T* Reserve<T>(long count)
        where T : unmanaged
    {
        var length = checked(count * sizeof(T));
        if (length > Length)
        {
            Free();
            _memory = NativeMemory.AlignedAlloc((nuint)length, Alignment);
            Length = length;
            NativeBytes.Add(length);
        }

        return (T*)_memory;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        NativeBytes.Add(-Length);
        _memory = null;
        Length = 0;
    }
}
