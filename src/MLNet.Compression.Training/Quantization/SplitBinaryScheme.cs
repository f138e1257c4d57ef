using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record SplitBinaryScheme(ScaleScope Scope) : ScaledScheme("split binary", Scope)
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new SplitBinaryWeights(Scope, setting.KeepsZeros);

    /// <remarks>Without training weights stay ternary.</remarks>
    internal override WeightGrid? GridOf(Tensor weight, QuantizerSetting setting) => Ternary.WithScope(Scope)!.GridOf(weight, setting);

    internal override QuantizationScheme WithScope(ScaleScope scope) => new SplitBinaryScheme(scope);
}
