using System.Runtime.InteropServices;
using System.Text;

namespace MLNet.Compression.Training.States;

/// <summary>Takes the named values of a part's state.</summary>
/// <param name="sink">Where they go.</param>
/// <param name="prefix">What all names begin with.</param>
internal sealed class StateWriter(IStateSink sink, string prefix = "")
{
    /// <summary>A writer for one part of the whole, whose names are its own.</summary>
    public StateWriter In(string part) => new(sink, $"{prefix}{part}/");

    public void Write(string name, ReadOnlySpan<float> values) => Add(name, StateType.Single, MemoryMarshal.AsBytes(values));

    public void Write(string name, ReadOnlySpan<double> values) => Add(name, StateType.Double, MemoryMarshal.AsBytes(values));

    public void Write(string name, ReadOnlySpan<long> values) => Add(name, StateType.Int64, MemoryMarshal.AsBytes(values));

    public void Write(string name, ReadOnlySpan<bool> values) => Add(name, StateType.Flag, MemoryMarshal.AsBytes(values));

    public void Write(string name, string value) => Add(name, StateType.Text, Encoding.UTF8.GetBytes(value));

    public void Write(string name, double value) => Write(name, [value]);

    public void Write(string name, long value) => Write(name, [value]);

    public void Write(string name, bool value) => Write(name, [value]);

    /// <summary>Writes values as they were read.</summary>
    public void Write(string name, StatePart part) => sink.Add(prefix + name, part.Type, part.Bytes);

    private void Add(string name, StateType type, ReadOnlySpan<byte> bytes) => sink.Add(prefix + name, type, ByteOrder.Swap(bytes, type.Size()));
}
