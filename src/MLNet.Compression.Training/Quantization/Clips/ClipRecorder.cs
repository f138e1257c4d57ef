using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Quantization.Clips;

/// <summary>Leaves the inputs of a layer as they are, and counts them.</summary>
/// <param name="layer">The layer's name.</param>
internal sealed class ClipRecorder(string layer) : Parametrization
{
    /// <summary>What was counted.</summary>
    public ClipHistogram Seen { get; } = new();

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        try
        {
            Seen.Add(weight.ValueSpan);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"No range can be found for the inputs of {layer}: {e.Message} Train the model before it is quantised.", e);
        }

        return weight;
    }
}
