using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Training.States;

/// <summary>Writes named values to a file: name, type, length, elements, and the checksum of these.</summary>
internal sealed class StateFileSink(ModelWriter writer) : IStateSink
{
    /// <summary>The name of the last value, which holds the number of those before it.</summary>
    public const string EndName = "";

    private long _count;

    public void Add(string name, StateType type, ReadOnlySpan<byte> bytes)
    {
        writer.RestartChecksum();
        writer.WriteString(name);
        writer.WriteInt32((int)type);
        writer.WriteInt64(bytes.Length);
        writer.WriteBytes(bytes);
        writer.WriteUInt32(writer.Checksum);
        _count++;
    }

    public void End() => new StateWriter(this).Write(EndName, _count);
}
