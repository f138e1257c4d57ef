using MLNet.Compression.Benchmarks.Inference;

namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>Files that somebody else made; there may be none.</summary>
internal sealed class FoundGraphs(IReadOnlyList<OnnxFile> files) : IOnnxGraphs
{
    public IReadOnlyList<OnnxFile> Of(ModelPreset preset) => [.. files.Where(file => file.Preset == preset)];

    public void Dispose()
    {
        // The files are their owner's.
    }
}
