using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record Float16Scheme() : QuantizationScheme("fp16")
{
    /// <remarks>The scorer multiplies in fp32.</remarks>
    internal override Parametrization? Activations => null;

    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new Float16Weights();
}
