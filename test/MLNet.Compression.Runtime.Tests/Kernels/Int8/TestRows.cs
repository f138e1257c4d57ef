using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary>Room for rounded activations.</summary>
internal sealed unsafe class TestRows : IDisposable
{
    private readonly NativeBuffer _memory;
    private readonly int _tokens;
    private readonly int _features;

    public TestRows(int largest, int tokens, int features)
    {
        (_tokens, _features) = (tokens, features);
        var stride = QuantizedRows.StrideOf(features);
        _memory = new NativeBuffer((2 * tokens) + ((long)tokens * stride / sizeof(float)));
        Rows = new QuantizedRows
        {
            Largest = largest,
            Data = (byte*)(_memory.Pointer + (2 * tokens)),
            Stride = stride,
            Scales = _memory.Pointer,
            ZeroPoints = _memory.Pointer + tokens,
        };
    }

    public QuantizedRows Rows { get; }

    public float[] Scales() => new ReadOnlySpan<float>(Rows.Scales, _tokens).ToArray();

    public int[] ZeroPoints() => [.. new ReadOnlySpan<float>(Rows.ZeroPoints, _tokens).ToArray().Select(value => (int)value)];

    public int[] Integers() =>
    [
        .. from token in Enumerable.Range(0, _tokens)
           from feature in Enumerable.Range(0, _features)
           select (int)Rows.Row(token)[feature],
    ];

    public void Dispose() => _memory.Dispose();
}
