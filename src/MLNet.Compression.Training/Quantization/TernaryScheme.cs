using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record TernaryScheme() : QuantizationScheme("ternary")
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new Ternary(ScaleScope.Row, keepsZeros: setting.KeepsZeros);
}
