using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record LossAwareTernaryScheme(ScaleScope Scope) : ScaledScheme("loss-aware ternary", Scope)
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) =>
        new LossAwareTernary(new Curvature(weight.Rows, weight.Columns), setting.KeepsZeros, Scope);

    internal override WeightGrid? GridOf(Tensor weight, QuantizerSetting setting) => Ternary.WithScope(Scope)!.GridOf(weight, setting);

    internal override QuantizationScheme WithScope(ScaleScope scope) => new LossAwareTernaryScheme(scope);
}
