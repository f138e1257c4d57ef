using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>Ends the backward pass below the first part of a model that learns.</summary>
/// <param name="tape">The pass.</param>
/// <param name="below">The weights of what ran so far.</param>
internal sealed class GradientBoundary(Tape tape, IEnumerable<Parameter> below)
{
    private bool _learnsBelow = Learns(tape, below);

    /// <summary>What the next part reads, so that no gradient goes where nothing learns.</summary>
    /// <param name="hidden">What the last part gave.</param>
    /// <param name="next">The weights of the next part.</param>
    public Tensor Enter(Tensor hidden, IEnumerable<Parameter> next) =>
        _learnsBelow || !(_learnsBelow = Learns(tape, next)) ? hidden : StopGradientOperation.Apply(tape, hidden);

    /// <summary>What the head reads.</summary>
    public Tensor Leave(Tensor hidden) => _learnsBelow ? hidden : StopGradientOperation.Apply(tape, hidden);

    private static bool Learns(Tape tape, IEnumerable<Parameter> parameters) => tape.Frozen.Count == 0 || parameters.Any(parameter => !tape.IsFrozen(parameter));
}
