using Microsoft.ML.Runtime;
using MLNet.Compression.Columns;

namespace MLNet.Compression.Scoring;

/// <summary>What a transformer of a pretrained model is made of.</summary>
/// <param name="Host">Where it runs.</param>
/// <param name="Columns">The columns of texts and of vectors.</param>
/// <param name="Model">The model, with a masked-LM head.</param>
/// <param name="IsHeadLearnt">Whether that head was learnt with the encoder.</param>
internal sealed record PretrainedParts(IHost Host, FeatureColumnNames Columns, CompressedModel Model, bool IsHeadLearnt)
{
    /// <summary>What the fit did.</summary>
    public IReadOnlyList<StageReport> Stages { get; init; } = [];

    /// <summary>The tensors that the fit began with fresh numbers.</summary>
    public IReadOnlyList<string> NewTensors { get; init; } = [];

    /// <summary>Threads that share a batch of rows; 0 for all processors.</summary>
    public int Threads { get; init; }
}
