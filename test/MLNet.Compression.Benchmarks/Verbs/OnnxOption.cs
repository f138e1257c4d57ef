using System.CommandLine;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Peers;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>ONNX files to measure against.</summary>
internal sealed class OnnxOption : Option<FileSystemInfo[]>
{
    public OnnxOption()
        : base("--onnx")
    {
        Description = $"ONNX files of the models, or folders of them, for ONNX Runtime. Their names: {string.Join(", ", ModelPreset.Catalog.Select(preset => preset.GraphName))}, with _fp32.onnx or _int8.onnx behind.";
        DefaultValueFactory = _ => [];
        AllowMultipleArgumentsPerToken = true;
    }

    /// <summary>Those of some models.</summary>
    /// <exception cref="ArgumentException">Files were given, and none is of these models.</exception>
    public IReadOnlyList<OnnxFile> Read(ParseResult result, IReadOnlyList<ModelPreset> presets)
    {
        var files = OnnxFile.Find(result.GetRequiredValue(this));
        OnnxFile[] chosen = [.. files.Where(file => presets.Contains(file.Preset))];
        return chosen.Length > 0 || files.Count == 0
            ? chosen
            : throw new ArgumentException($"None of the ONNX files is of {string.Join(", ", presets.Select(preset => preset.Name))}; their models are {string.Join(", ", files.Select(file => file.Preset.Name).Distinct())}.");
    }
}
