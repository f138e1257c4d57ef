using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record BinaryScheme() : QuantizationScheme("binary")
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new Binary(ScaleScope.Row, keepsZeros: setting.KeepsZeros);
}
