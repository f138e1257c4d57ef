using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Calibration;

namespace MLNet.Compression.Training.Quantization.Clips;

/// <summary>Weights in a scheme of their own, with inputs that are clipped to a learnt range.</summary>
internal sealed record ClippedInputsScheme(QuantizationScheme Weights, LearnedClipActivations Clip) : QuantizationScheme($"{Weights} with inputs in {Clip}")
{
    internal override LearnedClipActivations? InputClip => Clip;

    internal override QuantizationScheme ForTables => Weights;

    internal override QuantizationScheme? WithScope(ScaleScope scope) => Weights.WithScope(scope) is { } weights ? new ClippedInputsScheme(weights, Clip) : null;

    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => Weights.Create(weight, setting);

    internal override WeightGrid? GridOf(Tensor weight, QuantizerSetting setting) => Weights.GridOf(weight, setting);
}
