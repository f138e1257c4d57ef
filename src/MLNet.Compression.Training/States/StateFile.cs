using System.Buffers.Binary;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Training.States;

/// <summary>The file of a state: a header, then named values, each with its length and checksum. See docs/resuming.md.</summary>
internal static class StateFile
{
    public const int Version = 1;
    private const int MaxFeatures = 64;
    private const string DamagedRemedy = "The file is truncated or damaged: delete it.";
    private const string NewerRemedy = "The file was written by a newer version: update the library, or delete the file.";

    // What a reader must know beside the version; none so far.
    private static readonly string[] _features = [];

    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'M', (byte)'L', (byte)'C', (byte)'T', (byte)'\r', (byte)'\n', 0x1a];

    public static void Write(Stream stream, Action<StateWriter> save)
    {
        var writer = new ModelWriter(stream);
        writer.WriteBytes(Magic);
        writer.WriteInt32(Version);
        writer.WriteInt32(_features.Length);
        foreach (var feature in _features)
        {
            writer.WriteString(feature);
        }

        writer.WriteUInt32(writer.Checksum);
        var sink = new StateFileSink(writer);
        save(new StateWriter(sink));
        sink.End();
    }

    /// <summary>Reads and checks a whole file.</summary>
    /// <exception cref="ModelFileException">The bytes are no state, or a damaged one, or one of a newer version.</exception>
    public static StateSnapshot Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return Read(stream, path);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static StateSnapshot Read(Stream stream, string file)
    {
        var reader = new ModelReader(stream, file, stream.Length - stream.Position);
        ReadHeader(reader);
        var snapshot = new StateSnapshot(file);
        for (var count = 0L; ; count++)
        {
            var (name, part) = ReadPart(reader);
            if (name == StateFileSink.EndName)
            {
                CheckEnd(reader, part, count);
                return snapshot;
            }

            if (!snapshot.TryAdd(name, part))
            {
                throw reader.Error("names that occur once", $"'{name}' again", DamagedRemedy);
            }
        }
    }

    private static void ReadHeader(ModelReader reader)
    {
        Span<byte> magic = stackalloc byte[Magic.Length];
        reader.ReadBytes(magic, "the first bytes of the state of a training run");
        if (!magic.SequenceEqual(Magic))
        {
            throw reader.Error("the first bytes of the state of a training run", Convert.ToHexString(magic), "Is it another kind of file?");
        }

        var version = reader.ReadInt32("the format version", 1, int.MaxValue);
        if (version > Version)
        {
            throw reader.Error($"format version 1 to {Version}", $"{version}", NewerRemedy);
        }

        var count = reader.ReadInt32("the number of features", 0, MaxFeatures);
        string[] features = [.. Enumerable.Range(0, count).Select(_ => reader.ReadString("a feature's name"))];
        CheckSum(reader, "header");
        if (features.FirstOrDefault(feature => !_features.Contains(feature)) is { } unknown)
        {
            throw reader.Error($"only features that this version knows ({_features.Length})", $"\"{unknown}\"", NewerRemedy);
        }
    }

    private static (string Name, StatePart Part) ReadPart(ModelReader reader)
    {
        reader.RestartChecksum();
        var name = reader.ReadString("a value's name");
        var type = (StateType)reader.ReadInt32("a value's type", (int)StateType.Single, (int)StateType.Text);
        var length = reader.ReadLength("a value's length");
        if (length % type.Size() != 0 || length > Array.MaxLength)
        {
            throw reader.Error($"a length in whole elements of type {type}, at most {Array.MaxLength} bytes", $"{length}", DamagedRemedy);
        }

        var bytes = reader.ReadBytes(length, $"'{name}'");
        CheckSum(reader, $"value '{name}'");
        return (name, new StatePart(type, bytes));
    }

    private static void CheckEnd(ModelReader reader, StatePart end, long count)
    {
        if (end.Bytes.Length != sizeof(long) || BinaryPrimitives.ReadInt64LittleEndian(end.Bytes) != count)
        {
            throw reader.Error($"the number of values, {count}", Convert.ToHexString(end.Bytes.AsSpan(0, Math.Min(end.Bytes.Length, 16))), DamagedRemedy);
        }

        if (reader.Remaining != 0)
        {
            throw reader.Error("the end of the file", $"{reader.Remaining} further bytes", DamagedRemedy);
        }
    }

    private static void CheckSum(ModelReader reader, string what)
    {
        var actual = reader.Checksum;
        var expected = reader.ReadUInt32($"the checksum of the {what}");
        if (actual != expected)
        {
            throw reader.Error($"a {what} with the checksum {expected:x8}", $"{actual:x8}", DamagedRemedy);
        }
    }
}
