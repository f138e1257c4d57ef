using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record TernaryScheme() : QuantizationScheme("ternary")
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new Ternary(ScaleScope.Row, keepsZeros: setting.KeepsZeros);

    internal override WeightGrid GridOf(Tensor weight, QuantizerSetting setting) =>
        IntegerGrid.Of(weight, lowest: -1, highest: 1, _ => ValueFormat.Ternary(scalePerRow: true), setting.Workers);
}
