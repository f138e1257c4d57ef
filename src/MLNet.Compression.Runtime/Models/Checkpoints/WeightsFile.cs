using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Pickle;
using MLNet.Compression.Runtime.Files.Safetensors;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Finds the weights in a model folder.</summary>
internal static class WeightsFile
{
    public const string Safetensors = "model.safetensors";
    public const string PyTorch = "pytorch_model.bin";
    private static readonly string[] _shardIndexes = ["model.safetensors.index.json", "pytorch_model.bin.index.json"];

    // In the order of preference.
    private static readonly (string Name, Func<string, ITensorFile> Open)[] _formats =
    [
        (Safetensors, path => new SafetensorsReader(path)),
        (PyTorch, path => new TorchFile(path)),
    ];

    /// <exception cref="FileNotFoundException">The folder holds no weights.</exception>
    /// <exception cref="ModelFileException">The weights can't be read, or are split into several files.</exception>
    public static ITensorFile Open(string folder)
    {
        foreach (var (name, open) in _formats)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                return open(path);
            }
        }

        var names = string.Join(" or ", _formats.Select(format => format.Name));
        foreach (var index in _shardIndexes.Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            throw new ModelFileException(index, "folder", $"{names}: weights in one file", "an index of several", "Save the model again without sharding.");
        }

        throw CheckpointFiles.Missing(folder, names);
    }
}
