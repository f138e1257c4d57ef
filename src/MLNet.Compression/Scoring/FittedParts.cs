using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.ModelFiles;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Seeds;

namespace MLNet.Compression.Scoring;

/// <summary>What a transformer is made of.</summary>
internal sealed record FittedParts(
    IHost Host, ChainSeed Seed, Outcome Outcome, CompressedModel Model, IReadOnlyList<StageReport> Stages)
{
    /// <summary>Threads that share a batch of rows; 0 for all processors.</summary>
    public int Threads { get; init; }

    /// <summary>The parts in a model file.</summary>
    public static FittedParts Read(IHostEnvironment environment, ModelLoadContext context, LoadableComponent component)
    {
        var host = environment.Register(component.LoaderSignature);
        var (outcome, model) = TextModelFile.Read(context, component);
        return new FittedParts(host, ChainSeed.Of(environment), outcome, model, StageReportStream.Read(context, host));
    }
}
