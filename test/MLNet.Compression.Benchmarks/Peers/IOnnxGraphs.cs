using MLNet.Compression.Benchmarks.Inference;

namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>The graphs that a run measures against; those that were made for it go when it is disposed.</summary>
internal interface IOnnxGraphs : IDisposable
{
    /// <summary>Those of a model.</summary>
    IReadOnlyList<OnnxFile> Of(ModelPreset preset);
}
