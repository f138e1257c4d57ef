using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Memory;

/// <summary>Native memory aligned to a cache line, freed when disposed or finalised.</summary>
/// <remarks>Who follows the pointer keeps the buffer reachable meanwhile: the object that owns both ends such a method with GC.KeepAlive(this).</remarks>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    /// <summary>Bytes: a cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    private int _rented;

    /// <param name="length">Floats it must hold.</param>
    /// <param name="cleared">Whether all begin as zeros; else the content is undefined.</param>
    /// <exception cref="OutOfMemoryException">The system has not that much memory.</exception>
    public NativeBuffer(long length, bool cleared = false)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, nint.MaxValue / sizeof(float) / 2);
        Length = length;
        SetHandle((nint)(cleared ? NativeMemory.AllocZeroed((nuint)Held) : NativeMemory.Alloc((nuint)Held)));
        Pointer = (float*)((handle + Alignment - 1) / Alignment * Alignment);
        GC.AddMemoryPressure(Held);
        NativeBytes.Add(Held);
    }

    /// <summary>Floats.</summary>
    public long Length { get; }

    public long Bytes => Length * sizeof(float);

    public float* Pointer { get; }

    public override bool IsInvalid => handle == 0;

    private long Held => Bytes + Alignment;

    /// <summary>Cleared room for so many values of any type.</summary>
    public static NativeBuffer Cleared<T>(long count)
        where T : unmanaged => new(((count * sizeof(T)) + sizeof(float) - 1) / sizeof(float), cleared: true);

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
        NativeMemory.Free((void*)handle);
        GC.RemoveMemoryPressure(Held);
        NativeBytes.Add(-Held);
        return true;
    }
}
