using System.Numerics;

namespace MLNet.Compression.Runtime.Memory;

/// <summary>Native buffers for reuse, kept by size class. Safe for several threads.</summary>
/// <remarks>
/// A class is a power of two or one of three sizes between it and the next, so at most a quarter of a buffer goes unused; a renter whose class has none
/// idle gets one of the next class. What lies idle is bounded: all buffers together take at most a quarter more than the most that was rented at
/// once, so batches of ever different sizes do not pile up.
/// </remarks>
internal sealed class BufferPool
{
    private const int SizesPerOctave = 4;

    // A buffer's floats: at least one cache line.
    private const int SmallestLog2 = 4;

    // Below this, bounding costs more than it saves.
    private const long AlwaysAllowedBytes = 32 << 20;

    private readonly Stack<NativeBuffer>[] _idle = [.. Enumerable.Range(0, SizesPerOctave * 64).Select(_ => new Stack<NativeBuffer>())];
    private readonly Lock _gate = new();
    private long _bytesInUse;
    private long _peakBytesInUse;
    private long _bytesIdle;

    /// <summary>The pool of packed panels and other short-lived scratch.</summary>
    public static BufferPool Shared { get; } = new();

    /// <summary>Bytes rented and not yet returned.</summary>
    public long BytesInUse => Interlocked.Read(ref _bytesInUse);

    /// <summary>The most that <see cref="BytesInUse"/> has been.</summary>
    public long PeakBytesInUse => Interlocked.Read(ref _peakBytesInUse);

    /// <summary>Bytes kept for the next renter.</summary>
    public long BytesIdle => Interlocked.Read(ref _bytesIdle);

    /// <summary>A buffer of at least <paramref name="length"/> floats, content undefined; give it back with <see cref="Return"/>.</summary>
    public NativeBuffer Rent(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var size = SizeClass(length);
        NativeBuffer? buffer;
        lock (_gate)
        {
            if (_idle[size].TryPop(out buffer) || _idle[size + 1].TryPop(out buffer))
            {
                _bytesIdle -= buffer.Bytes;
                Count(buffer);
            }
            else
            {
                FreeIdle(ClassLength(size) * sizeof(float));
            }
        }

        if (buffer is null)
        {
            buffer = new NativeBuffer(ClassLength(size));
            lock (_gate)
            {
                Count(buffer);
            }
        }

        buffer.TrySetRented(true);
        return buffer;
    }

    /// <summary>Gives a buffer back; nobody may use it afterwards.</summary>
    /// <exception cref="ArgumentException">The buffer is not rented from a pool.</exception>
    public void Return(NativeBuffer buffer)
    {
        if (!buffer.TrySetRented(false))
        {
            throw new ArgumentException("The buffer was returned before, or never rented.", nameof(buffer));
        }

        lock (_gate)
        {
            _bytesInUse -= buffer.Bytes;
            _bytesIdle += buffer.Bytes;
            _idle[SizeClass(buffer.Length)].Push(buffer);
        }
    }

    /// <summary>Frees what nobody rents.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            foreach (var buffers in _idle)
            {
                while (buffers.TryPop(out var buffer))
                {
                    buffer.Dispose();
                }
            }

            _bytesIdle = 0;
        }
    }

    /// <summary>Makes the peak what is in use now.</summary>
    public void ResetPeak()
    {
        lock (_gate)
        {
            _peakBytesInUse = _bytesInUse;
        }
    }

    /// <summary>Frees idle buffers, the largest first, until so many bytes more stay within the bound.</summary>
    private void FreeIdle(long wanted)
    {
        var peak = Math.Max(_peakBytesInUse, _bytesInUse + wanted);
        var allowed = Math.Max(AlwaysAllowedBytes, peak + (peak / 4));
        for (var size = _idle.Length - 1; size >= 0; size--)
        {
            while (_bytesInUse + _bytesIdle + wanted > allowed && _idle[size].TryPop(out var buffer))
            {
                _bytesIdle -= buffer.Bytes;
                buffer.Dispose();
            }
        }
    }

    // Sizes 2^e (1 + s/4): the class is 4 (e - smallest) + s, rounded up.
    private static int SizeClass(long length)
    {
        if (length <= 1L << SmallestLog2)
        {
            return 0;
        }

        var log2 = BitOperations.Log2((ulong)(length - 1));
        var size = (int)((length - 1) >> (log2 - 2)) & (SizesPerOctave - 1);
        return (SizesPerOctave * (log2 - SmallestLog2)) + size + 1;
    }

    private static long ClassLength(int size)
    {
        var log2 = SmallestLog2 + (size / SizesPerOctave);
        return (1L << log2) + ((long)(size % SizesPerOctave) << (log2 - 2));
    }

    private void Count(NativeBuffer buffer)
    {
        _bytesInUse += buffer.Bytes;
        _peakBytesInUse = Math.Max(_peakBytesInUse, _bytesInUse);
    }
}
