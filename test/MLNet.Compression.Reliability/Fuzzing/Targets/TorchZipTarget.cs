using System.IO.Compression;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>pytorch_model.bin as torch.save writes it since version 1.6: a ZIP file of a pickle and the storages.</summary>
internal sealed class TorchZipTarget(Workplace workplace) : FuzzTarget
{
    public override string Name => "torch-zip";

    public override IReadOnlyList<SeedFile> Seeds { get; } = [Seed(workplace.CopyModel("bert-masked-lm-bin"))];

    public override Action Load(string path) => CheckpointUse.Load(Path.GetDirectoryName(path)!);

    private static SeedFile Seed(string folder)
    {
        var path = Path.Combine(folder, "pytorch_model.bin");
        using var archive = ZipFile.OpenRead(path);
        (string Name, byte[] Bytes)[] entries = [.. archive.Entries.Select(entry => (entry.FullName, ZipParts.Read(entry)))];

        // The pickle says where everything lies: it comes as often as all storages together.
        var pickle = Array.FindIndex(entries, entry => entry.Name.EndsWith("data.pkl", StringComparison.Ordinal));
        FilePart[] parts = [.. entries.Select(entry => FilePart.Binary(entry.Bytes)), .. Enumerable.Repeat(FilePart.Binary(entries[pickle].Bytes), entries.Length)];
        return new SeedFile(path, parts, damaged => ZipParts.Write(
            entries.Select((entry, i) => (entry.Name, i == pickle ? Changed(damaged, pickle, entries.Length) : damaged[i]))));
    }

    private static byte[] Changed(IReadOnlyList<byte[]> damaged, int pickle, int entries) =>
        damaged.Skip(entries).FirstOrDefault(copy => !copy.AsSpan().SequenceEqual(damaged[pickle])) ?? damaged[pickle];
}
