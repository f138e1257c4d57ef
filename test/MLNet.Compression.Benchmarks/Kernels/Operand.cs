using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Benchmarks.Kernels;

/// <summary>Memory for kernels to work on.</summary>
internal static class Operand
{
    /// <summary>Numbers in [-1, 1], the same every time.</summary>
    public static NativeBuffer Random(int count)
    {
        var (buffer, random) = (new NativeBuffer(count), new Random(1));
        foreach (ref var value in buffer.Span(count))
        {
            value = (2 * random.NextSingle()) - 1;
        }

        return buffer;
    }
}
