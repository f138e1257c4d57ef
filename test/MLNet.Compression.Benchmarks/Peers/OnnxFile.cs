using System.Globalization;
using MLNet.Compression.Benchmarks.Inference;

namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>An ONNX file of a preset with a classifier head; its name tells which, and whether its layers are fp32 or int8.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Preset">The model.</param>
/// <param name="IsInt8">Whether its layers have 8-bit weights.</param>
/// <param name="Deviation">How far its logits are at most from those of the preset's model, in their standard deviations; null where its weights are others.</param>
internal sealed record OnnxFile(string Path, ModelPreset Preset, bool IsInt8, double? Deviation = null)
{
    private const string Float32 = "_fp32";
    private const string Int8 = "_int8";

    /// <summary>What was compared before it was timed, as a sentence.</summary>
    public string Agreement => Deviation is { } deviation
        ? string.Create(CultureInfo.InvariantCulture, $"ORT {(IsInt8 ? "int8" : "fp32")} has the weights of {(IsInt8 ? "int8" : "fp32")}: logits within {deviation:G2} standard deviations.")
        : $"{Path} has weights of its own: shapes of the outputs were compared, and not their values.";

    /// <summary>The files, those of folders included.</summary>
    /// <exception cref="ArgumentException">A path or a name leads to no preset, or two files are of the same kind.</exception>
    public static IReadOnlyList<OnnxFile> Find(IEnumerable<FileSystemInfo> paths)
    {
        OnnxFile[] files = [.. paths.SelectMany(Files).Select(Of)];
        var twice = files.GroupBy(file => (file.Preset, file.IsInt8)).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? files : throw new ArgumentException($"There are two graphs of the same kind: {string.Join(", ", twice.Select(file => file.Path))}. Give one.");
    }

    /// <summary>The file of a kind in a folder, whether it is there or not.</summary>
    public static OnnxFile In(DirectoryInfo folder, ModelPreset preset, bool isInt8) =>
        new(System.IO.Path.Combine(folder.FullName, $"{preset.GraphName}{(isInt8 ? Int8 : Float32)}.onnx"), preset, isInt8);

    /// <summary>Checks that the weights of the file are those of the preset.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public OnnxFile Checked()
    {
        var (shape, tensors) = (Preset.Shape, OnnxWeights.Read(Path));
        IEnumerable<(int Rows, int Columns)> expected =
        [
            (shape.VocabularySize, shape.HiddenSize),
            (shape.MaxPositions, shape.HiddenSize),
            .. shape.Layers.Select(layer => (shape.HiddenSize, layer.FeedForwardSize)),
            .. shape.Layers.Select(layer => (layer.FeedForwardSize, shape.HiddenSize)),
        ];
        foreach (var sizes in expected.CountBy(sizes => sizes))
        {
            Require(tensors, sizes.Value, sizes.Key.Rows, sizes.Key.Columns);
        }

        return this;
    }

    private static IEnumerable<FileSystemInfo> Files(FileSystemInfo path) => path switch
    {
        { Exists: false } => throw new ArgumentException($"{path.FullName} does not exist; --onnx takes ONNX files and folders of them."),
        DirectoryInfo folder => folder.GetFiles("*.onnx") is { Length: > 0 } found ? found : throw new ArgumentException($"{folder.FullName} has no .onnx files."),
        _ => [path],
    };

    private static OnnxFile Of(FileSystemInfo file)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(file.Name);
        var kind = name.EndsWith(Int8, StringComparison.Ordinal) ? Int8 : Float32;
        var preset = ModelPreset.Catalog.FirstOrDefault(preset => name == preset.GraphName + kind);
        return preset is not null
            ? new OnnxFile(file.FullName, preset, kind == Int8)
            : throw new ArgumentException($"The name of {file.FullName} tells no model. Known are {string.Join(", ", ModelPreset.Catalog.Select(p => p.GraphName))}, with {Float32} or {Int8} behind, such as {ModelPreset.Catalog[0].GraphName}{Float32}.onnx.");
    }

    private void Require(IReadOnlyList<long[]> tensors, int count, int rows, int columns)
    {
        var found = tensors.Count(shape => shape.AsSpan().SequenceEqual([rows, columns]));
        if (found != count)
        {
            throw new ArgumentException($"{Path} is no graph of {Preset.Name}: it has {found} tensors of {rows} x {columns}, and {count} {(count == 1 ? "was" : "were")} expected. Its name must be that of its model.");
        }
    }
}
