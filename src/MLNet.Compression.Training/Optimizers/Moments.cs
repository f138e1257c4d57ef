using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>The two moving means that Adam keeps of one parameter.</summary>
internal sealed unsafe class Moments : IDisposable
{
    private readonly NativeBuffer _first;
    private readonly NativeBuffer _second;
    private readonly int _count;

    public Moments(long count)
    {
        _count = checked((int)count);
        _first = new NativeBuffer(count);
        _second = new NativeBuffer(count);
        First.Clear();
        Second.Clear();
    }

    /// <summary>m.</summary>
    public Span<float> First => new(_first.Pointer, _count);

    /// <summary>v.</summary>
    public Span<float> Second => new(_second.Pointer, _count);

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }
}
