using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record Int8Scheme() : QuantizationScheme("int8")
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new Int8Weights();
}
