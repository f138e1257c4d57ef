using System.Buffers.Binary;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>The state of a training run; header and values are damaged behind right checksums.</summary>
internal sealed class TrainingCheckpointTarget(Workplace workplace) : FuzzTarget
{
    private const int Weights = 48;
    private const long Steps = 1000;

    public override string Name => "training-checkpoint";

    public override IReadOnlyList<SeedFile> Seeds { get; } = [Seed(workplace.File("checkpoint"))];

    public override Action Load(string path)
    {
        var reader = StateFile.Read(path).Reader;
        return () => Use(reader);
    }

    private static SeedFile Seed(string path)
    {
        Action<StateWriter>[] values =
        [
            writer => writer.Write("step", 17),
            writer => writer.Write("finished", value: false),
            writer => writer.In("model").Write("weights", new float[Weights]),
            writer => writer.In("progress").Write("terms", [0.5, 0.25]),
            writer => writer.In("values").Write("Epochs", "3"),
            writer => writer.In("data").Write("training data", [1L, 2L, 3L]),
        ];
        var frame = Bytes(_ => { });
        var end = Bytes(writer => Array.ForEach(values, value => value(writer)))[^EndLength(frame)..];
        var pieces = values.Select(value => Bytes(value)[HeaderLength..^end.Length]).Prepend(frame[..HeaderLength]).Append(end);
        return new SeedFile(path, [.. pieces.Select(piece => FilePart.Binary(piece.AsSpan(0, piece.Length - sizeof(uint))))], Join);
    }

    // Magic, version and number of features, then the checksum.
    private static int HeaderLength => 8 + sizeof(int) + sizeof(int) + sizeof(uint);

    private static int EndLength(byte[] empty) => empty.Length - HeaderLength;

    private static byte[] Bytes(Action<StateWriter> save)
    {
        using var stream = new MemoryStream();
        StateFile.Write(stream, save);
        return stream.ToArray();
    }

    private static byte[] Join(IReadOnlyList<byte[]> pieces) => [.. pieces.SelectMany(piece => piece.Concat(Checksum(piece)))];

    private static byte[] Checksum(byte[] piece)
    {
        var checksum = new Crc32C();
        checksum.Append(piece);
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, checksum.Value);
        return bytes;
    }

    /// <summary>Reads what a run reads. A value that is missing, or of another type or length, is refused only now.</summary>
    private static void Use(StateReader reader)
    {
        try
        {
            _ = reader.ReadInt64("step", 0, Steps);
            _ = reader.ReadFlag("finished");
            reader.In("model").Read("weights", new float[Weights].AsSpan());
            reader.In("progress").Read("terms", new double[2].AsSpan());
            _ = reader.In("values").ReadString("Epochs");
            _ = reader.In("data").ReadInt64s("training data");
        }
        catch (ModelFileException)
        {
            // As documented; anything else is a finding.
        }
    }
}
