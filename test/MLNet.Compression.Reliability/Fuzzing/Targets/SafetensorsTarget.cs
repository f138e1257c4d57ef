using System.Buffers.Binary;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>model.safetensors: the length of a JSON header, the header, the data.</summary>
internal sealed class SafetensorsTarget(Workplace workplace) : FuzzTarget
{
    private static readonly string[] _models = ["bert-sequence", "bert-float16", "bert-bfloat16"];

    public override string Name => "safetensors";

    public override IReadOnlyList<SeedFile> Seeds { get; } = [.. _models.Select(model => Seed(workplace.CopyModel(model)))];

    public override Action Load(string path) => CheckpointUse.Load(Path.GetDirectoryName(path)!);

    /// <summary>The model.safetensors of a folder.</summary>
    public static SeedFile Seed(string folder)
    {
        var path = Path.Combine(folder, "model.safetensors");
        var bytes = File.ReadAllBytes(path);
        var dataStart = sizeof(ulong) + (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return new SeedFile(path, [FilePart.Json(bytes.AsSpan(sizeof(ulong)..dataStart)), FilePart.Binary(bytes.AsSpan(dataStart))], Assemble);
    }

    private static byte[] Assemble(IReadOnlyList<byte[]> parts)
    {
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)parts[0].Length);
        return [.. length, .. parts[0], .. parts[1]];
    }
}
