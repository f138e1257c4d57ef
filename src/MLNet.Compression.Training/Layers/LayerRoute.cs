using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Layers;

/// <summary>What stands at the places of a model's layers while it is trained: the layers themselves, or other modules.</summary>
internal abstract class LayerRoute
{
    /// <summary>All that decides the modules but options, as a short text.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>Weights of modules that are not the model's; they do not change.</summary>
    public abstract IEnumerable<Parameter> Borrowed { get; }

    /// <summary>For each of the model's layers what stands in its place in a step; null for the layer itself. A function of seed and step alone.</summary>
    /// <param name="position">The step.</param>
    /// <param name="seed">The stage's seed.</param>
    public abstract IReadOnlyList<EncoderModule?> At(StepPosition position, ulong seed);
}
