using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Layers;

/// <summary>What can stand in the place of one of an encoder's layers: takes hidden states and gives hidden states.</summary>
internal abstract class EncoderModule
{
    /// <summary>The module's weights.</summary>
    public abstract IEnumerable<Parameter> Parameters { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="input">[tokens x hidden size].</param>
    /// <param name="layouts">The sequences.</param>
    /// <param name="dropout">The rates; ignored outside training.</param>
    /// <returns>[tokens x hidden size].</returns>
    public abstract Tensor Forward(Tape tape, Tensor input, AttentionLayouts layouts, DropoutRates dropout);
}
