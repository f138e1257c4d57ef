using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record LossAwareTernaryScheme() : QuantizationScheme("loss-aware ternary")
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) =>
        new LossAwareTernary(new Curvature(weight.Rows, weight.Columns), setting.KeepsZeros);

    internal override WeightGrid? GridOf(Tensor weight, QuantizerSetting setting) => Ternary.GridOf(weight, setting);
}
