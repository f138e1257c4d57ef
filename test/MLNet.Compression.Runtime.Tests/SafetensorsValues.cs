using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;

namespace MLNet.Compression.Runtime.Tests;

/// <summary>The tensors of a reference file.</summary>
internal sealed class SafetensorsValues : IDisposable
{
    private readonly SafetensorsReader _reader;

    public SafetensorsValues(string path) => _reader = new SafetensorsReader(path);

    public float[] Floats(string name) => _reader.ReadFloats(_reader.Tensors[name]);

    /// <summary>A tensor of 64-bit integers.</summary>
    public long[] Integers(string name)
    {
        var tensor = _reader.Tensors[name];
        var values = new long[tensor.Shape.Aggregate(1, (a, b) => a * b)];
        _reader.ReadElements(tensor, 0, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public void Dispose() => _reader.Dispose();
}
