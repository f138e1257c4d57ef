using MLNet.Compression.Runtime.Files.Pickle;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>What torch.save wrote before version 1.6: pickles, then the storages.</summary>
internal sealed class TorchLegacyTarget(Workplace workplace) : FuzzTarget
{
    private const int PickleBytes = 2400;

    public override string Name => "torch-legacy";

    public override IReadOnlyList<SeedFile> Seeds { get; } = [Seed(workplace.File("legacy.bin"))];

    public override Action Load(string path)
    {
        using var file = new TorchFile(path);
        TensorUse.Read(file);
        return () => { };
    }

    private static SeedFile Seed(string path)
    {
        var bytes = GoldenModels.Read("pickles", "legacy.bin");
        return SeedFile.Concatenated(path, FilePart.Binary(bytes.AsSpan(..PickleBytes)), FilePart.Binary(bytes.AsSpan(PickleBytes..)));
    }
}
