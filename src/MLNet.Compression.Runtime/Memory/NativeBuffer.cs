using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Memory;

/// <summary>Native memory aligned to a cache line, freed when disposed or finalised.</summary>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    /// <summary>Bytes: a cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    private int _rented;

    /// <param name="length">Floats it must hold; the content is undefined.</param>
    /// <exception cref="OutOfMemoryException">The system has not that much memory.</exception>
    public NativeBuffer(long length)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, nint.MaxValue / sizeof(float) / 2);
        Length = length;
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)Math.Max(Bytes, Alignment), Alignment));
        GC.AddMemoryPressure(Math.Max(Bytes, Alignment));
        NativeBytes.Add(Math.Max(Bytes, Alignment));
    }

    /// <summary>Floats.</summary>
    public long Length { get; }

    public long Bytes => Length * sizeof(float);

    public float* Pointer => (float*)handle;

    public override bool IsInvalid => handle == 0;

    /// <summary>The first <paramref name="length"/> floats.</summary>
    public Span<float> Span(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        return new(Pointer, length);
    }

    public void Clear() => NativeMemory.Clear(Pointer, (nuint)Bytes);

    /// <summary>Notes who holds the buffer; false if that is no change.</summary>
    internal bool TrySetRented(bool rented) => Interlocked.Exchange(ref _rented, rented ? 1 : 0) != (rented ? 1 : 0);

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure(Math.Max(Bytes, Alignment));
        NativeBytes.Add(-Math.Max(Bytes, Alignment));
        return true;
    }
}
