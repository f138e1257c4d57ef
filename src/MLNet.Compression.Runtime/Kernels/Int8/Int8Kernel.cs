namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Products of 8-bit activations with 8-bit weights on one instruction set.</summary>
internal abstract class Int8Kernel
{
    /// <summary>All kernels, fastest first. A new one is added here and nowhere else.</summary>
    public static IReadOnlyList<Int8Kernel> All { get; } =
    [
        new Int8Kernel<PortableTile>(),
    ];

    /// <summary>The fastest kernel that this machine runs.</summary>
    public static Int8Kernel Best { get; } = All.First(k => k.IsSupported);

    public abstract string Name { get; }

    public abstract bool IsSupported { get; }

    public abstract InputFormat InputFormat { get; }

    /// <summary>y = scales x sums + bias for the groups [<paramref name="firstGroup"/>, <paramref name="endGroup"/>) of 16 outputs.</summary>
    public abstract void Multiply(
        Int8Blocks weights, QuantizedRows x, ReadOnlySpan<float> bias, MatrixView y, int firstGroup, int endGroup);
}
