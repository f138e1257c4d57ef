using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>Two modules at once: p · first(x) + (1 − p) · second(x).</summary>
/// <param name="first">The one that counts p.</param>
/// <param name="second">The one that counts 1 − p.</param>
/// <param name="share">p.</param>
internal sealed class BlendedModule(EncoderModule first, EncoderModule second, double share) : EncoderModule
{
    public override IEnumerable<Parameter> Parameters => first.Parameters.Concat(second.Parameters);

    public override Tensor Forward(Tape tape, Tensor input, AttentionLayouts layouts, DropoutRates dropout)
    {
        var (one, other) = (first.Forward(tape, input, layouts, dropout), second.Forward(tape, input, layouts, dropout));
        var blend = BlendOperation.Apply(tape, one, other, (float)share);
        tape.FreeUnlessTraining(one);
        tape.FreeUnlessTraining(other);
        return blend;
    }
}
