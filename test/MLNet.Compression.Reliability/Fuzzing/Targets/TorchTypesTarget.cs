using MLNet.Compression.Runtime.Files.Pickle;
using MLNet.Compression.Runtime.Tests.Files.Pickle;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Files of both formats of torch.save with tensors of types that cannot be read; the pickle is damaged.</summary>
internal sealed class TorchTypesTarget(Workplace workplace) : FuzzTarget
{
    public override string Name => "torch-types";

    public override IReadOnlyList<SeedFile> Seeds { get; } =
    [
        new(workplace.File("zip.bin"), [Pickle], damaged => ZipParts.Write([("archive/data.pkl", damaged[0]), .. Storages.Select(storage => ($"archive/data/{storage.Key}", storage.Bytes))])),
        new(workplace.File("legacy.bin"), [Pickle], damaged => TorchBytes.Legacy(damaged[0], Storages)),
    ];

    public override Action Load(string path)
    {
        using var file = new TorchFile(path);
        TensorUse.Read(file);
        return () => { };
    }

    private static (string Key, long Count, byte[] Bytes)[] Storages =>
        [.. OddTensor.All.Select((odd, index) => ($"{index}", odd.StorageCount, Bytes: odd.StorageBytes!)).Where(storage => storage.Bytes is not null)];

    private static FilePart Pickle
    {
        get
        {
            var pickle = PickleBytes.StartDictionary();
            for (var index = 0; index < OddTensor.All.Length; index++)
            {
                OddTensor.All[index].Write(pickle.Text(OddTensor.All[index].Kind), $"{index}");
            }

            return FilePart.Binary(pickle.EndDictionary().ToArray());
        }
    }
}
