using System.CommandLine;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Peers;
using MLNet.Compression.Benchmarks.Peers.Graphs;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>ONNX graphs to measure against: files, or without a value made ones.</summary>
internal sealed class OnnxOption : Option<FileSystemInfo[]>
{
    public OnnxOption()
        : base("--onnx")
    {
        Description = $"In turns with ONNX Runtime. Without a value on graphs with the weights of the models fp32 and int8, made in a temporary folder; else on ONNX files, or folders of them, that are called {string.Join(", ", ModelPreset.Catalog.Select(preset => preset.GraphName))} with _fp32.onnx or _int8.onnx behind.";
        Arity = ArgumentArity.ZeroOrMore;
        DefaultValueFactory = _ => [];
        AllowMultipleArgumentsPerToken = true;
    }

    /// <summary>The graphs of some models; the caller disposes them.</summary>
    /// <exception cref="ArgumentException">None of the files that were given is of these models, or graphs of one cannot be made.</exception>
    public IOnnxGraphs Read(ParseResult result, IReadOnlyList<ModelPreset> presets, IReadOnlyList<ModelForm> forms)
    {
        var paths = result.GetRequiredValue(this);
        return paths.Length == 0 && result.GetResult(this) is { Implicit: false } ? Made(presets, forms) : Found(paths, presets);
    }

    private static MadeGraphs Made(IReadOnlyList<ModelPreset> presets, IReadOnlyList<ModelForm> forms) =>
        presets.FirstOrDefault(preset => preset.Shape.IsStatic) is { } flat
            ? throw new ArgumentException($"{flat.Name} has no layers, and graphs are made of models with layers. Choose others with --models, or leave --onnx out.")
            : new MadeGraphs([.. ModelForm.Catalog.Where(form => form.IsGraph && forms.Any(other => other.IsInteger == form.IsInteger))]);

    private static FoundGraphs Found(FileSystemInfo[] paths, IReadOnlyList<ModelPreset> presets)
    {
        var files = OnnxFile.Find(paths);
        OnnxFile[] chosen = [.. files.Where(file => presets.Contains(file.Preset))];
        return chosen.Length > 0 || files.Count == 0
            ? new FoundGraphs(chosen)
            : throw new ArgumentException($"None of the ONNX files is of {string.Join(", ", presets.Select(preset => preset.Name))}; their models are {string.Join(", ", files.Select(file => file.Preset.Name).Distinct())}.");
    }
}
